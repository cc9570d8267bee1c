"""Request bodies, from the bytes that came to validated models."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from chalicelib.domain.errors import Refusal
from chalicelib.entrypoints.http.field_errors import InvalidFields, details, of_kinds, of_pydantic
from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.looser import looser
from chalicelib.entrypoints.http.plain_json import read_json, unfit

Model = TypeVar("Model", bound=BaseModel)

LARGEST_BODY = 256 * 1024


def check_size(body: bytes) -> None:
    """Raises Refusal `body_too_large`; API Gateway itself would let 10 MB pass."""
    if len(body) > LARGEST_BODY:
        raise Refusal("body_too_large", limit=LARGEST_BODY)


def may_be_empty(model: type[BaseModel]) -> bool:
    """Whether no body at all says as much as an empty object."""
    return not any(field.is_required() for field in model.model_fields.values())


def parse_body(model: type[Model], body: bytes, language: Language) -> tuple[Model, Any]:
    """The body as `model`, and as plain JSON.

    Nothing is converted: a number in quotes is text. Raises Refusal `body_not_json`, Invalid
    `body_invalid`.
    """
    if not body and may_be_empty(model):
        body = b"{}"
    plain = read_json(body)
    errors = of_kinds(unfit(plain), language)
    try:
        parsed = model.model_validate_json(body, strict=True)
        errors += of_kinds(looser(parsed, plain), language)
    except ValidationError as error:
        if not any(each["type"] == "json_invalid" for each in details(error)):
            errors += of_pydantic(error, plain, language)
        elif not errors:  # it is JSON for us, and what pydantic cannot read of it is found
            raise Refusal("body_not_json") from None
    if errors:
        raise InvalidFields("body_invalid", errors)
    return parsed, plain
