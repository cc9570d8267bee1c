"""The list of agencies: those of the token, by code, page by page."""

import pytest

from tests.builders import DISTRICT, PROVINCE, STRANGER
from tests.entrypoints.http.conftest import Serve, somebody
from tests.fakes import a_world


@pytest.mark.parametrize(
    ("granted", "codes"),
    [
        ((DISTRICT,), [DISTRICT]),
        ((PROVINCE,), [PROVINCE, DISTRICT]),
        ((STRANGER,), [STRANGER]),
        (("*",), [PROVINCE, DISTRICT, STRANGER]),
        (("H1",), []),
    ],
)
def test_a_token_sees_its_agencies_by_code(
    serve: Serve, granted: tuple[str, ...], codes: list[str]
) -> None:
    api = serve(a_world(), somebody(*granted))
    found = api.get("/v1/agencies").json
    assert [each["code"] for each in found["items"]] == codes
    assert found["next_cursor"] is None
    for each in found["items"]:
        assert each == api.get(f"/v1/agencies/{each['code']}").json


def test_pages_join_without_a_gap_and_go_on_behind_what_is_new(serve: Serve) -> None:
    api = serve(a_world(), somebody("*", plus="catalogue:write"))
    codes, query = list[str](), "limit=1"
    for number in range(10):
        found = api.get(f"/v1/agencies?{query}").json
        codes += [each["code"] for each in found["items"]]
        if number == 0:
            new = {"name": {"vi": "Mới", "en": "New"}, "reason": "x", "parent": PROVINCE}
            assert api.put("/v1/agencies/A1", new).status == 201
        if found["next_cursor"] is None:
            break
        query = f"limit=1&cursor={found['next_cursor']}"
    assert codes == [PROVINCE, DISTRICT, STRANGER]


def test_a_cursor_is_good_for_its_own_caller_only(serve: Serve) -> None:
    world = a_world()
    cursor = serve(world, somebody("*")).get("/v1/agencies?limit=1").json["next_cursor"]
    refused = serve(world, somebody(PROVINCE)).get(f"/v1/agencies?cursor={cursor}")
    assert (refused.status, refused.json["code"]) == (422, "cursor_invalid")


def test_the_list_needs_its_scope(serve: Serve) -> None:
    api = serve(a_world(), somebody(without="catalogue:read"))
    assert api.get("/v1/agencies").status == 403
