"""OpenAPI 3.1, made from the endpoints as they are served and the models that they parse and dump.

`python -m chalicelib.entrypoints.http.openapi > docs/openapi.json`
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

from chalicelib.entrypoints.http.openapi_components import (
    HEADERS,
    OPTIONAL,
    PARAMETERS,
    SHARED_RESPONSES,
)
from chalicelib.entrypoints.http.openapi_operation import operation
from chalicelib.entrypoints.http.openapi_schemas import Schemas
from chalicelib.entrypoints.http.resource import Resource

Json: TypeAlias = dict[str, Any]

VERSION = "1.0.0"
INTRODUCTION = Path(__file__).resolve().parents[2] / "pages" / "introduction.md"
SOMEWHERE: Json = {
    "url": "https://{host}",
    "description": "Where your agency's stage is served; a stage's own copy names its address.",
    "variables": {"host": {"default": "api.example.vn"}},
}


def text(resources: Iterable[Resource]) -> str:
    """The document as people read it."""
    return json.dumps(document(resources), ensure_ascii=False, indent=2)


def document(resources: Iterable[Resource], server: str | None = None) -> Json:
    """The document; `server` is the address of the stage that serves it."""
    resources = list(resources)
    endpoints = [each for resource in resources for each in resource.endpoints]
    schemas = Schemas(endpoints)
    paths: Json = {}
    for resource in resources:
        for each in resource.endpoints:
            operations = paths.setdefault(each.path, {})
            operations[each.method.lower()] = operation(each, resource.tag, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "hosopay",
            "version": VERSION,
            "description": INTRODUCTION.read_text(encoding="utf-8"),
        },
        "servers": [{"url": server} if server else SOMEWHERE],
        "tags": [{"name": each.tag, "description": each.about} for each in resources],
        "paths": paths,
        "components": {
            "schemas": schemas.definitions,
            "parameters": PARAMETERS,
            "headers": {**HEADERS, **OPTIONAL},
            "responses": SHARED_RESPONSES,
            "securitySchemes": {
                "bearer": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "A token of the issuer that the stage trusts; each operation"
                    " names the scope that it needs.",
                }
            },
        },
    }


def main() -> None:
    """Print the document."""
    from chalicelib.entrypoints.http.resources import RESOURCES

    sys.stdout.write(text(RESOURCES) + "\n")


if __name__ == "__main__":
    main()
