"""Bad input in every field of every endpoint, derived from the description: a pointer and a sentence.

What a schema refuses is refused by us at that field, in the caller's language, and nothing is written.
"""

import json
from typing import Any
from urllib.parse import quote

import pytest

from chalicelib.entrypoints.http.body import may_be_empty, parse_body
from chalicelib.entrypoints.http.endpoint import Endpoint
from chalicelib.entrypoints.http.field_errors import InvalidFields
from chalicelib.entrypoints.http.field_messages import FIELD_MESSAGES
from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.resources import RESOURCES
from tests.builders import CODE, a_transaction, an_order, filed
from tests.entrypoints.http.conftest import Serve, somebody
from tests.entrypoints.http.contract import errors_of, resolved
from tests.entrypoints.http.gateway import PARAMETER, Gateway, Reply
from tests.entrypoints.http.request_fields import Field, body_fields, query_fields
from tests.fakes import FakeWorld, a_world

ENDPOINTS = [each for resource in RESOURCES for each in resource.endpoints]
WITH_BODY = [each for each in ENDPOINTS if each.body]
WITH_QUERY = [each for each in ENDPOINTS if each.query and each.scope]
WITH_PATH = [each for each in ENDPOINTS if "{" in each.path]
STRICT = [each for each in ENDPOINTS if each.strict_query]
KEY = {"idempotency-key": "k"}
ODD_SEGMENTS = [
    "đ",
    "a b",
    "a" * 65,
    "-a",
    "..",
    "a\x00",
    "🙂",
    "\u202ex",
    "ế",
    "a%2Fb",
    "a'b",
    "a;b",
]

NOT_JSON: dict[str, bytes] = {
    "nothing": b"",
    "half": b'{"a": ',
    "not utf-8": b'{"a": "\xff"}',
    "utf-16": '{"a": 1}'.encode("utf-16"),
    "byte order mark": b"\xef\xbb\xbf{}",
    "half a surrogate pair": b'{"a": "\\ud800"}',
    "half a pair in a name": b'{"\\udfff": 1}',
    "not a number": b'{"a": NaN}',
    "infinite": b'{"a": -Infinity}',
    "deep": b"[" * 200_000,
    "deep and large": b'{"a": ' * 150_000,
    "deep and closed": b"[" * 900 + b"]" * 900,
    "comment": b"{} // nothing",
    "single quotes": b"{'a': 1}",
    "two values": b"{}{}",
}
NO_OBJECT: dict[str, bytes] = {
    "list": b"[]",
    "list of one": b"[{}]",
    "text": b'"x"',
    "number": b"17",
    "huge number": b"1" * 4000,
    "null": b"null",
    "unknown field": b'{"no_such_field": 1}',
    "unknown field of odd letters": '{"\u202eế🙂": 1}'.encode(),
    "name twice": b'{"reason": "a", "reason": "b"}',
    "name twice, the same value": b'{"reason": "a", "reason": "a"}',
    "control character": b'{"no_such_field": "\\u0000"}',
    "control character in a name": b'{"a\\u0007": 1}',
    "nothing but mistakes": b"{" + b",".join(b'"f%d":0' % n for n in range(20_000)) + b"}",
}


def full_world() -> FakeWorld:
    return a_world(*filed().entities, an_order(), a_transaction())


def address(each: Endpoint, **instead: str) -> str:
    values = {"code": CODE, "order_id": an_order().order_id, "task_id": "payment-1", **instead}
    return PARAMETER.sub(lambda found: values.get(found[1], "x"), each.path)


def sent(api: Gateway, each: Endpoint, data: bytes, **headers: str) -> Reply:
    return api.request(each.method, address(each), data=data, headers={**KEY, **headers})


def asked(api: Gateway, each: Endpoint, query: str) -> Reply:
    return api.request(each.method, f"{address(each)}?{query}", headers=KEY)


def errors(each: Endpoint, body: Any, language: Language) -> dict[str, list[str]]:
    """The sentences of each pointer that is refused."""
    assert each.body
    try:
        parse_body(each.body, json.dumps(body).encode(), language)
    except InvalidFields as refusal:
        found: dict[str, list[str]] = {}
        for error in refusal.fields:
            found.setdefault(error.pointer, []).append(error.message)
        return found
    return {}


@pytest.mark.parametrize("each", WITH_BODY, ids=lambda each: each.name)
def test_what_a_schema_refuses_is_refused_at_its_field(each: Endpoint) -> None:
    tried = 0
    for field in body_fields(each):
        for value in field.refused():
            tried += 1
            body = field.body(value)
            vi, en = errors(each, body, Language.VI), errors(each, body, Language.EN)
            at = [pointer for pointer in vi if pointer.startswith(field.pointer)]
            assert at, f"{field.pointer} takes {value!r:.80}"
            assert vi[at[0]] != en[at[0]], f"{field.pointer}: {vi[at[0]]} in both languages"
    assert tried >= len(body_fields(each))


@pytest.mark.parametrize("each", WITH_BODY, ids=lambda each: each.name)
def test_every_kind_of_wrong_field_has_a_sentence_of_its_own(each: Endpoint) -> None:
    assert each.body
    for field in body_fields(each):
        for value in field.refused():
            with pytest.raises(InvalidFields) as refusal:
                parse_body(each.body, json.dumps(field.body(value)).encode(), Language.EN)
            assert {error.kind for error in refusal.value.fields} <= set(FIELD_MESSAGES)


@pytest.mark.parametrize(
    ("each", "kind"),
    [
        pytest.param(each, kind, id=f"{each.name}-{kind}")
        for each in WITH_BODY
        for kind in NOT_JSON
        if NOT_JSON[kind] or not (each.body and may_be_empty(each.body))
    ],
)
def test_what_is_not_json_is_400_and_changes_nothing(
    kind: str, each: Endpoint, serve: Serve
) -> None:
    data = NOT_JSON[kind]
    world = full_world()
    before = dict(world.store.items)
    answer = sent(serve(world, everybody()), each, data)
    expected = (413, "body_too_large") if len(data) > 256 * 1024 else (400, "body_not_json")
    assert (answer.status, answer.code) == expected
    assert world.store.items == before


@pytest.mark.parametrize("each", WITH_BODY, ids=lambda each: each.name)
@pytest.mark.parametrize("kind", NO_OBJECT)
def test_what_is_no_object_of_ours_is_422_and_changes_nothing(
    kind: str, each: Endpoint, serve: Serve
) -> None:
    world = full_world()
    before = dict(world.store.items)
    answer = sent(serve(world, everybody()), each, NO_OBJECT[kind], **{"accept-language": "en"})
    assert (answer.status, answer.code) == (422, "body_invalid")
    assert answer.headers["Content-Language"] == "en"
    assert 0 < len(answer.json["errors"]) <= 50
    assert all(error["message"].endswith(".") for error in answer.json["errors"])
    assert world.store.items == before


@pytest.mark.parametrize("each", WITH_BODY, ids=lambda each: each.name)
def test_a_name_that_stands_twice_is_pointed_at(each: Endpoint, serve: Serve) -> None:
    name = next(iter(each.body.model_fields), "a") if each.body else ""
    answer = sent(
        serve(full_world(), everybody()), each, b'{"%b":1,"%b":1}' % ((name.encode(),) * 2)
    )
    found = {(error["pointer"], error["kind"]) for error in answer.json["errors"]}
    assert (f"/{name}", "given_twice") in found


@pytest.mark.parametrize("each", WITH_QUERY, ids=lambda each: each.name)
def test_a_wrong_parameter_is_pointed_at_and_nothing_is_shown(each: Endpoint, serve: Serve) -> None:
    api = serve(full_world(), everybody())
    for field in query_fields(each):
        for text in texts_refused(field):
            answer = asked(api, each, f"{field.steps[0]}={quote(text)}")
            assert (answer.status, answer.code) == (422, "query_invalid"), (field.pointer, text)
            found = [error["pointer"].startswith(field.pointer) for error in answer.json["errors"]]
            assert any(found), (field.pointer, text)


@pytest.mark.parametrize("each", STRICT, ids=lambda each: each.name)
@pytest.mark.parametrize("query", ["no_such_parameter=1", "🙂=", "=", "limit[]=1", "Limit=1"])
def test_an_unknown_parameter_is_refused_everywhere(
    query: str, each: Endpoint, serve: Serve
) -> None:
    answer = asked(serve(full_world(), everybody()), each, query)
    assert (answer.status, answer.code) == (422, "query_invalid")
    assert "unknown_parameter" in {error["kind"] for error in answer.json["errors"]}


@pytest.mark.parametrize("each", WITH_QUERY, ids=lambda each: each.name)
def test_a_parameter_that_stands_twice_is_refused(each: Endpoint, serve: Serve) -> None:
    name = query_fields(each)[0].steps[0]
    answer = asked(serve(full_world(), everybody()), each, f"{name}=1&{name}=1")
    found = {(error["pointer"], error["kind"]) for error in answer.json["errors"]}
    assert (f"/{name}", "given_twice") in found


@pytest.mark.parametrize("each", WITH_PATH, ids=lambda each: f"{each.method} {each.path}")
@pytest.mark.parametrize("segment", ODD_SEGMENTS)
def test_what_cannot_be_a_code_is_404_wherever_it_stands(
    segment: str, each: Endpoint, serve: Serve
) -> None:
    world = full_world()
    before = dict(world.store.items)
    for name in PARAMETER.findall(each.path):
        answer = serve(world, everybody()).request(
            each.method, address(each, **{name: segment}), data=b"{}", headers=KEY
        )
        assert (answer.status, answer.code) == (404, "not_found")
    assert world.store.items == before


@pytest.mark.parametrize("language", ["", "xx", "*", ";;;", "en;q=x", "vi" * 5000, "🙂", "en;q=0"])
def test_any_wish_for_a_language_is_answered(language: str, serve: Serve) -> None:
    answer = serve(full_world()).get("/v1/dossiers/X", accept_language=language)
    assert (answer.status, answer.headers["Content-Language"]) == (404, "vi")


@pytest.mark.parametrize("tag", ["", '"', "W/", '"a", "b', "🙂", "x" * 9000])
def test_a_tag_that_is_not_ours_gets_the_whole_answer(tag: str, serve: Serve) -> None:
    assert serve(full_world()).get(f"/v1/dossiers/{CODE}", if_none_match=tag).status == 200


@pytest.mark.parametrize("each", WITH_BODY, ids=lambda each: each.name)
def test_a_request_is_bounded_in_every_direction(each: Endpoint) -> None:
    """What is not bounded here is bounded by the database, as an incident."""
    for field in body_fields(each) + query_fields(each):
        for schema in field.schema.get("anyOf", [field.schema]):
            assert bounded(resolved(schema)), f"{field.pointer}: {schema}"


def bounded(schema: dict[str, Any]) -> bool:
    match schema.get("type"):
        case "string":
            long = "x" * 100_000
            return "format" in schema or bool(errors_of(schema, long))
        case "integer":
            return {"minimum", "maximum"} <= set(schema) or "enum" in schema
        case "array":
            return "maxItems" in schema
        case "object":
            return schema.get("additionalProperties") is False or "maxProperties" in schema
    return True


def texts_refused(field: Field) -> list[str]:
    """Texts that no reading of the parameter's schema allows."""
    found = [value for value in field.refused() if isinstance(value, str)]
    lists = field.schema.get("type") == "array"
    numbers = {str(n) for n in range(-1, 101)} if field.schema.get("type") == "integer" else set()
    return [text for text in found if len(text) < 9000 and text not in numbers and not lists]


def everybody() -> Any:
    scopes = {each.scope for each in ENDPOINTS if each.scope}
    return somebody("*").model_copy(update={"scopes": frozenset(scopes)})
