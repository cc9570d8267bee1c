"""Bad input in queries, paths and headers of every endpoint: refused, or ignored where it is a wish."""

from urllib.parse import quote

import pytest

from chalicelib.entrypoints.http.endpoint import Endpoint
from tests.builders import CODE
from tests.entrypoints.http.bad_input import (
    ENDPOINTS,
    KEY,
    address,
    asked,
    everybody,
    full_world,
)
from tests.entrypoints.http.conftest import Serve
from tests.entrypoints.http.gateway import PARAMETER
from tests.entrypoints.http.request_fields import Field, query_fields

WITH_QUERY = [each for each in ENDPOINTS if each.query and each.scope]
WITH_PATH = [each for each in ENDPOINTS if "{" in each.path]
STRICT = [each for each in ENDPOINTS if each.strict_query]
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


def texts_refused(field: Field) -> list[str]:
    """Texts that no reading of the parameter's schema allows."""
    found = [value for value in field.refused() if isinstance(value, str)]
    lists = field.schema.get("type") == "array"
    numbers = {str(n) for n in range(-1, 101)} if field.schema.get("type") == "integer" else set()
    return [text for text in found if len(text) < 9000 and text not in numbers and not lists]
