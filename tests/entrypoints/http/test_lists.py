"""Cursors over HTTP: each leads on in its own list, and is nothing anywhere else."""

import base64
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest

from chalicelib.domain.applicant import digest_to_write
from chalicelib.domain.caller import Caller
from chalicelib.domain.change import Entity
from chalicelib.ports.page import Page
from tests.builders import (
    CODE,
    DISTRICT,
    MONDAY,
    PROVINCE,
    STRANGER,
    a_dossier,
    a_free_procedure,
    an_order,
    filed,
    filed_free,
)
from tests.entrypoints.http.conftest import Serve, somebody
from tests.entrypoints.http.gateway import Gateway, Reply
from tests.fakes import FakeWorld, a_world

NUMBER = {"id_number": "001099000001"}


def a_full_world() -> FakeWorld:
    """Three of everything, the first of each another agency's where lists are sifted."""
    codes = [f"{CODE[:-1]}{number}" for number in (2, 3, 4)]
    more: list[Entity] = [entity for code in codes for entity in filed_free(code=code).entities]
    theirs = filed_free(code="A-261123-0001", agency_code=STRANGER)
    orders = [an_order(order_id=f"26112300000001{n}") for n in range(3)]
    procedures = [a_free_procedure(code=f"1.00000{number}") for number in range(3)]
    world = a_world(*filed().entities, *more, *theirs.entities, *orders, *procedures)
    digest = digest_to_write(NUMBER["id_number"], world.secrets.keys)
    world.store.put(*(a_dossier(code=f"K{n}", applicant_digest=digest) for n in range(3)))
    return world


LISTS = (
    "/v1/procedures",
    "/v1/dossiers",
    "/v1/dossiers/search",
    f"/v1/dossiers/{CODE}/orders",
    "/v1/tasks",
    "/v1/ops/executions",
    "/v1/ops/owed",
)


def page(api: Gateway, path: str, cursor: str | None = None, **more: Any) -> Reply:
    query = f"?limit={more.pop('limit', 1)}" + (
        f"&cursor={quote(cursor)}" if cursor is not None else ""
    )
    query += "".join(f"&{name}={value}" for name, value in more.items())
    if path.endswith("search"):
        return api.post(path + query, NUMBER)
    return api.get(path + query)


def cursor_of(api: Gateway, path: str, **more: Any) -> str:
    cursor = page(api, path, **more).json["next_cursor"]
    assert cursor
    return str(cursor)


def refused(answer: Reply) -> bool:
    [error] = answer.json.get("errors", [{}])
    return (answer.status, answer.json.get("code"), error.get("pointer")) == (
        422,
        "cursor_invalid",
        "/cursor",
    )


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("limit", [1, 2])
def test_page_after_page_shows_everything_once(path: str, limit: int, serve: Serve) -> None:
    api = serve(a_full_world())
    whole = page(api, path, limit=100).json
    assert whole["next_cursor"] is None
    assert len(whole["items"]) >= 3
    found, cursor = [], None
    while True:
        answer = page(api, path, cursor, limit=limit).json
        assert len(answer["items"]) <= limit
        found += answer["items"]
        cursor = answer["next_cursor"]
        if cursor is None:
            break
    assert found == whole["items"]


@pytest.mark.parametrize("path", LISTS)
def test_a_cursor_cannot_be_read_or_changed(path: str, serve: Serve) -> None:
    """The last item that was looked at may be another agency's."""
    api = serve(a_full_world())
    cursor = cursor_of(api, path)
    clear = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    for word in (b"261123", b"H32.", b"DOSSIER", b"1.0000"):
        assert word not in clear
    other = "A" if cursor[20] != "A" else "B"
    assert refused(page(api, path, cursor[:20] + other + cursor[21:]))
    assert refused(page(api, path, cursor[:-1]))
    assert refused(page(api, path, ""))
    assert refused(page(api, path, base64.b64encode(json.dumps([0, None]).encode()).decode()))


@pytest.mark.parametrize("path", LISTS)
def test_a_cursor_of_another_list_is_refused(path: str, serve: Serve) -> None:
    api = serve(a_full_world())
    for other in set(LISTS) - {path}:
        assert refused(page(api, path, cursor_of(api, other)))


def test_a_cursor_of_another_dossier_is_refused(serve: Serve) -> None:
    world = a_full_world()
    other = f"{CODE[:-1]}2"
    world.store.put(*(an_order(order_id=f"x{n}", dossier_code=other) for n in range(2)))
    api = serve(world)
    cursor = cursor_of(api, f"/v1/dossiers/{CODE}/orders")
    assert refused(page(api, f"/v1/dossiers/{other}/orders", cursor))


@pytest.mark.parametrize(
    ("path", "filters"),
    [
        ("/v1/dossiers", {"overdue": "false"}),
        ("/v1/dossiers", {"from": "2026-11-01"}),
        ("/v1/dossiers", {"agency": DISTRICT}),
        ("/v1/tasks", {"kind": "intake"}),
        ("/v1/ops/executions", {"state": "owed"}),
    ],
)
def test_a_cursor_of_other_filters_is_refused(
    path: str, filters: dict[str, str], serve: Serve
) -> None:
    api = serve(a_full_world())
    cursor = cursor_of(api, path, **filters)
    assert page(api, path, cursor, **filters).status == 200
    assert refused(page(api, path, cursor))
    assert refused(page(api, path, cursor_of(api, path), **filters))


def test_the_size_of_a_page_may_change_on_the_way(serve: Serve) -> None:
    api = serve(a_full_world())
    assert page(api, "/v1/dossiers", cursor_of(api, "/v1/dossiers"), limit=50).status == 200


def test_a_cursor_of_somebody_elses_number_is_refused(serve: Serve) -> None:
    api = serve(a_full_world())
    cursor = cursor_of(api, "/v1/dossiers/search")
    path = f"/v1/dossiers/search?cursor={cursor}"
    assert refused(api.post(path, {"id_number": "001099000002"}))
    assert api.post(path, NUMBER).status == 200


@pytest.mark.parametrize("path", LISTS[1:])
def test_a_cursor_of_another_caller_s_agencies_is_refused(path: str, serve: Serve) -> None:
    world = a_full_world()
    cursor = cursor_of(serve(world, somebody(PROVINCE)), path)
    assert refused(page(serve(world, somebody(DISTRICT)), path, cursor))
    assert page(serve(world, somebody(PROVINCE)), path, cursor).status == 200


def test_a_colleague_with_the_same_agencies_may_go_on(serve: Serve) -> None:
    world = a_full_world()
    cursor = cursor_of(serve(world, somebody(DISTRICT, STRANGER, subject="a")), "/v1/tasks")
    colleague: Caller = somebody(STRANGER, DISTRICT, subject="b")
    assert page(serve(world, colleague), "/v1/tasks", cursor).status == 200


def test_without_a_key_there_is_no_next_page_but_the_last_one_needs_none(serve: Serve) -> None:
    world = a_full_world()
    world.secrets.keys.clear()
    api = serve(world)
    assert page(api, "/v1/tasks", limit=100).status == 200
    answer = page(api, "/v1/tasks")
    assert (answer.status, answer.code) == (503, "try_again")


def test_a_page_may_be_empty_and_go_on(serve: Serve) -> None:
    """What storage says when it has looked long enough."""
    world = a_full_world()
    fetched: list[str | None] = []

    class Rare:
        def filed(self, agencies: object, *, cursor: str | None, **_: object) -> Any:
            fetched.append(cursor)
            return Page([], "place") if cursor is None else Page([a_dossier()])

    api = serve(replace(world, dossiers=Rare()))  # type: ignore[arg-type]
    first = page(api, "/v1/dossiers").json
    assert first["items"] == []
    second = page(api, "/v1/dossiers", first["next_cursor"]).json
    assert [item["code"] for item in second["items"]] == [CODE]
    assert fetched == [None, "place"]


def test_time_that_passes_does_not_spoil_a_cursor(serve: Serve) -> None:
    world = a_full_world()
    api = serve(world)
    cursor = cursor_of(api, "/v1/dossiers", overdue="false")
    world.clock.at = MONDAY + timedelta(days=40)
    assert page(api, "/v1/dossiers", cursor, overdue="false").status == 200
