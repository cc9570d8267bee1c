"""`python -m tests.entrypoints.http.record_examples`: every example with what it is answered now."""

import pytest

from chalicelib.entrypoints.http.examples import FILE, Example, as_text, examples
from tests.entrypoints.http.conftest import serving
from tests.entrypoints.http.example_stage import played


def recorded() -> str:
    """The file of examples as it should be."""
    with pytest.MonkeyPatch.context() as patch:
        serve = serving(patch)
        found = {
            operation: {
                name: _answered(operation, example, serve) for name, example in named.items()
            }
            for operation, named in examples().items()
        }
    return as_text(found)


def _answered(operation: str, example: Example, serve: object) -> Example:
    reply = played(operation, example, serve)  # type: ignore[arg-type]
    said = example.model_dump(include={"about", "request"}, exclude_unset=True)
    return Example(**said, status=reply.status, answer=reply.json)


if __name__ == "__main__":
    FILE.write_text(recorded(), encoding="utf-8")
