"""What is JSON and no field takes it is refused at its place."""

import pytest
from pydantic import BaseModel

from chalicelib.entrypoints.http.body import parse_body
from chalicelib.entrypoints.http.field_errors import InvalidFields
from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.plain_json import LONGEST_INTEGER, read_json


class Body(BaseModel):
    """An amount, and something free."""

    amount: int = 0
    free: dict[str, list[object]] = {}


@pytest.mark.parametrize("digits", [LONGEST_INTEGER + 1, 5_000])
@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize(
    ("body", "pointer"), [('{"amount": %s}', "/amount"), ('{"free": {"a": [1, %s]}}', "/free/a/1")]
)
def test_an_integer_of_very_many_digits_is_pointed_at(
    body: str, pointer: str, sign: str, digits: int
) -> None:
    sent = (body % (sign + "9" * digits)).encode()
    with pytest.raises(InvalidFields, match="body_invalid") as caught:
        parse_body(Body, sent, Language.EN)
    [error] = caught.value.fields
    assert (error.pointer, error.kind) == (pointer, "integer_too_long")
    assert error.message == "An integer has at most 600 digits."


def test_a_long_integer_is_read_as_it_is() -> None:
    assert read_json(b"-" + b"9" * LONGEST_INTEGER) == -(10**LONGEST_INTEGER - 1)
