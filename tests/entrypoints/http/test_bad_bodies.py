"""Bodies that are no JSON, or no object of ours: refused with a sentence, and nothing is written."""

import pytest

from chalicelib.entrypoints.http.body import may_be_empty
from chalicelib.entrypoints.http.endpoint import Endpoint
from tests.entrypoints.http.bad_input import WITH_BODY, everybody, full_world, sent
from tests.entrypoints.http.conftest import Serve

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
