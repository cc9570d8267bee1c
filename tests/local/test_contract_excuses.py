"""What the fuzzer holds against us and what we deliberately answer so: few, and no more than these."""

from typing import Any

import pytest

from local.contract.excuses import (
    BETWEEN_FIELDS,
    NO_405,
    NOT_DECLARED,
    PROVIDERS,
    REFUSED,
    WHOLE_FLOAT,
    WORLD,
    Answered,
    excuse,
)
from local.contract.kinds import OF_ONE_FIELD


def answered(code: str = "body_invalid", **changes: Any) -> Answered:
    errors = changes.pop("errors", [])
    fields = {"url": "https://x/v1/dossiers", "body": {}, "status": 422}
    return Answered(**{**fields, **changes}, problem={"code": code, "errors": errors})


def error(pointer: str, kind: str) -> dict[str, str]:
    return {"pointer": pointer, "kind": kind}


@pytest.mark.parametrize(
    ("failure", "said", "why"),
    [
        (NOT_DECLARED, answered("not_found", status=404), NO_405),
        (REFUSED, answered(url="https://x/webhooks/momo", status=400), PROVIDERS),
        (REFUSED, answered("method_not_offered"), WORLD),
        (REFUSED, answered(errors=[error("/valid_to", "window_upside_down")]), BETWEEN_FIELDS),
        (
            REFUSED,
            answered(errors=[error("/a/0/b", "int_type")], body={"a": [{"b": 2.0}]}),
            WHOLE_FLOAT,
        ),
    ],
)
def test_what_is_so_on_purpose_is_excused(failure: str, said: Answered, why: str) -> None:
    assert excuse(failure, said, OF_ONE_FIELD) == why


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        ("ServerError", answered("internal_error", status=500)),
        ("UndefinedStatusCode", answered(status=404)),
        ("JsonSchemaError", answered()),
        ("AcceptedNegativeData", answered(status=200)),
        (NOT_DECLARED, answered(status=200)),
        (NOT_DECLARED, answered(status=500)),
        (REFUSED, answered("body_not_json", status=400)),
        (REFUSED, answered("bad_request", url="https://x/v1/dossiers", status=400)),
        (REFUSED, answered(errors=[error("/a", "string_type")], body={"a": "x"})),
        (REFUSED, answered(errors=[error("/a", "int_type")], body={"a": 1.5})),
        (REFUSED, answered(errors=[error("/a", "int_type")], body={"a": 1})),
        (REFUSED, answered(errors=[error("/a", "given_twice")], body={"a": ["x", "x"]})),
        (REFUSED, answered("query_invalid", errors=[error("/limit", "int_type")])),
        (
            REFUSED,
            answered(errors=[error("/a", "string_too_long"), error("/b", "window_upside_down")]),
        ),
    ],
)
def test_nothing_else_is(failure: str, said: Answered) -> None:
    assert excuse(failure, said, OF_ONE_FIELD) is None
