"""What pydantic takes and the description does not is refused all the same."""

from datetime import date, time
from typing import Annotated, Any

import pytest
from pydantic import Field

from chalicelib.domain.instant import Instant
from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.body import parse_body
from chalicelib.entrypoints.http.field_errors import InvalidFields
from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.query import parse_query


class Inner(Value):
    on: date | None = None


class Odd(Value):
    on: date | None = None
    at: Instant | None = None
    opens: time | None = None
    codes: frozenset[str] = frozenset()
    days: tuple[date, ...] = ()
    inner: Inner | None = None
    by_name: dict[str, Inner] = {}  # noqa: RUF012 -- pydantic copies it
    amount: Annotated[int, Field(ge=0)] | None = None


class Asked(Value):
    from_: Annotated[date | None, Field(alias="from")] = None
    limit: int = 20
    overdue: bool | None = None
    kinds: tuple[int, ...] = ()


def errors(text: str) -> dict[str, str]:
    try:
        parse_body(Odd, text.encode(), Language.EN)
    except InvalidFields as refusal:
        return {error.pointer: error.kind for error in refusal.fields}
    return {}


@pytest.mark.parametrize(
    ("text", "pointer", "kind"),
    [
        ('{"on": "0"}', "/on", "date_parsing"),
        ('{"on": "86400"}', "/on", "date_parsing"),
        ('{"on": "2025-02-29"}', "/on", "date_parsing"),
        ('{"days": ["2026-11-23", "0"]}', "/days/1", "date_parsing"),
        ('{"inner": {"on": "0"}}', "/inner/on", "date_parsing"),
        ('{"by_name": {"a": {"on": "0"}}}', "/by_name/a/on", "date_parsing"),
        ('{"at": "1700000000"}', "/at", "datetime_parsing"),
        ('{"at": "2026-11-23 02:31:05Z"}', "/at", "datetime_parsing"),
        ('{"at": "2026-11-23T02:31Z"}', "/at", "datetime_parsing"),
        ('{"at": "2026-11-23T02:31:05+0700"}', "/at", "datetime_parsing"),
        ('{"at": "2026-11-23T02:31:05"}', "/at", "timezone_aware"),
        ('{"at": "0001-01-01T00:00:00+14:00"}', "/at", "value_error"),
        ('{"opens": "25200"}', "/opens", "time_parsing"),
        ('{"opens": "07:30:00.5"}', "/opens", "time_parsing"),
        ('{"codes": ["a", "a"]}', "/codes", "given_twice"),
        ('{"amount": 1.0}', "/amount", "int_type"),
        ('{"amount": 1e3}', "/amount", "int_type"),
        ('{"amount": "1"}', "/amount", "int_type"),
        ('{"amount": true}', "/amount", "int_type"),
        ('{"amount": 1, "amount": 1}', "/amount", "given_twice"),
        ('{"by_name": {"a\\u0000": {}}}', "/by_name/a\u0000", "control_character"),
        ('{"by_name": {"a/b~": 1}}', "/by_name/a~1b~0", "model_type"),
    ],
)
def test_what_is_not_of_the_documented_form_is_refused(text: str, pointer: str, kind: str) -> None:
    assert errors(text) == {pointer: kind}


@pytest.mark.parametrize(
    "text",
    [
        '{"on": "2024-02-29", "opens": "07:30", "codes": ["a", "b"], "amount": 150000}',
        '{"at": "2026-11-23T09:31:05+07:00"}',
        '{"at": "2026-11-23t02:31:05.123z"}',
        '{"by_name": {"tab\\tand\\nline": {"on": null}}, "on": null}',
        "",
    ],
)
def test_what_is_of_the_documented_form_is_taken(text: str) -> None:
    assert errors(text) == {}


@pytest.mark.parametrize(
    ("pairs", "pointer", "kind"),
    [
        ((("from", "0"),), "/from", "date_parsing"),
        ((("from_", "2026-11-23"),), "/from_", "unknown_parameter"),
        ((("limit", "1.0"),), "/limit", "int_type"),
        ((("limit", "1_0"),), "/limit", "int_type"),
        ((("limit", " 1"),), "/limit", "int_type"),
        ((("limit", "+1"),), "/limit", "int_type"),
        ((("limit", "01"),), "/limit", "int_type"),
        ((("limit", "１"),), "/limit", "int_type"),
        ((("limit", ""),), "/limit", "int_type"),
        ((("limit", "1"), ("limit", "1")), "/limit", "given_twice"),
        ((("overdue", "1"),), "/overdue", "bool_type"),
        ((("overdue", "True"),), "/overdue", "bool_type"),
        ((("kinds", "1,x"),), "/kinds/1", "int_type"),
    ],
)
def test_a_query_is_as_strict_as_a_body(pairs: Any, pointer: str, kind: str) -> None:
    with pytest.raises(InvalidFields) as refusal:
        parse_query(Asked, pairs, Language.EN)
    assert {error.pointer: error.kind for error in refusal.value.fields} == {pointer: kind}


def test_a_query_says_numbers_switches_days_and_lists() -> None:
    pairs = (("from", "2024-02-29"), ("limit", "-5"), ("overdue", "false"), ("kinds", "1,2"))
    asked = parse_query(Asked, pairs, Language.EN)
    assert asked == Asked.model_validate(
        {"from": date(2024, 2, 29), "limit": -5, "overdue": False, "kinds": (1, 2)}
    )


def test_a_list_of_nothing_is_empty() -> None:
    assert parse_query(Asked, (("kinds", ""),), Language.EN) == Asked(kinds=())


def test_a_free_query_keeps_what_it_knows_and_ignores_the_rest() -> None:
    asked = parse_query(Asked, (("limit", "3"), ("utm_source", "x")), Language.EN, free=True)
    assert asked == Asked(limit=3)
