"""Request bodies and queries, from what came to validated models."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from chalicelib.domain.errors import Invalid, Refusal
from chalicelib.entrypoints.http.field_messages import field_sentence
from chalicelib.entrypoints.http.language import Language

Model = TypeVar("Model", bound=BaseModel)

LARGEST_BODY = 256 * 1024


def check_size(body: bytes) -> None:
    """Raises Refusal `body_too_large`; API Gateway itself would let 10 MB pass."""
    if len(body) > LARGEST_BODY:
        raise Refusal("body_too_large", limit=LARGEST_BODY)


def parse_body(model: type[Model], body: bytes, language: Language) -> Model:
    """The body as `model`, from its bytes. Raises Refusal `body_not_json`, Invalid `body_invalid`.

    An empty body is an empty object where the model requires nothing.
    """
    if not body and not any(field.is_required() for field in model.model_fields.values()):
        body = b"{}"
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        if any(each["type"] == "json_invalid" for each in _details(error)):
            raise Refusal("body_not_json") from None
        raise Invalid("body_invalid", _errors(error, language)) from None


def parse_query(model: type[Model], query: Mapping[str, str], language: Language) -> Model:
    """The query parameters as `model`; unknown ones are ignored. Raises Invalid `query_invalid`."""
    known = {name: value for name, value in query.items() if name in model.model_fields}
    try:
        return model.model_validate(known)
    except ValidationError as error:
        raise Invalid("query_invalid", _errors(error, language)) from None


def _details(error: ValidationError) -> list[Any]:
    return list(error.errors(include_url=False, include_input=False))


def _errors(error: ValidationError, language: Language) -> list[tuple[str, str]]:
    return [
        (_pointer(each["loc"]), field_sentence(each["type"], language, each.get("ctx", {})))
        for each in _details(error)
    ]


def _pointer(location: tuple[str | int, ...]) -> str:
    """An RFC 6901 pointer to a field."""
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in location)
    return "".join(f"/{step}" for step in steps)
