"""Service reports over HTTP: figures, the dossiers behind each, CSV, and what is refused."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest

from chalicelib.domain.instant import to_text
from chalicelib.usecases import report_service
from tests.builders import CODE, DISTRICT, FREE_PROCEDURE, MONDAY, STRANGER, filed_free
from tests.entrypoints.http.conftest import Serve, somebody
from tests.entrypoints.http.gateway import Gateway
from tests.fakes import FakeWorld, a_world

REPORT = "/v1/reports/service"
THAT_WEEK = "from=2026-11-23&to=2026-11-29"
WEEK_AFTER = "from=2026-11-30&to=2026-12-06"
CODES = [CODE.replace("0001", f"000{number}") for number in range(1, 6)]
DAY = timedelta(days=1)


def a_week(serve: Serve) -> tuple[Gateway, FakeWorld]:
    """Five filings: one resolved, one in process, one refused, one asked for papers, one waiting."""
    world = a_world(*(each for code in CODES for each in filed_free(code=code).entities))
    api = serve(world)
    world.clock.forward(DAY)
    decide(api, CODES[0], "intake-1", "accepted")
    decide(api, CODES[1], "intake-1", "accepted")
    decide(api, CODES[2], "intake-1", "rejected")
    decide(api, CODES[3], "intake-1", "accepted")
    world.clock.forward(DAY)
    decide(api, CODES[0], "processing-1", "completed")
    decide(api, CODES[3], "processing-1", "supplement_requested")
    return api, world


def decide(api: Gateway, code: str, task_id: str, outcome: str) -> None:
    place = f"/v1/dossiers/{code}/tasks/{task_id}/decision"
    said = api.post(place, {"outcome": outcome, "note": "vì thế"})
    assert said.status == 200, said.text


def figures(api: Gateway, query: str) -> dict[str, int]:
    """Those of all that are not zero."""
    report = api.get(f"{REPORT}?{query}").json
    return {name: count for name, count in report["total"]["figures"].items() if count}


EXPECTED = {
    "received": 3,
    "received_new": 3,
    "received_online": 3,
    "resolved": 1,
    "resolved_early": 1,
    "in_progress": 2,
    "in_progress_in_term": 2,
    "paused": 1,
    "not_received": 1,
    "awaiting_intake": 1,
}


def test_a_report_counts_what_officers_have_decided(serve: Serve) -> None:
    api, _ = a_week(serve)
    assert figures(api, THAT_WEEK) == EXPECTED


def test_the_next_period_begins_with_what_was_left(serve: Serve) -> None:
    api, world = a_week(serve)
    world.clock.forward(8 * DAY)
    left = {"received", "carried_over", "in_progress", "in_progress_in_term", "paused"}
    late = {"in_progress_late"}
    assert set(figures(api, WEEK_AFTER)) == left | late | {"awaiting_intake"}
    assert figures(api, WEEK_AFTER)["carried_over"] == 2


def test_a_past_report_stays_the_same_whatever_happens_later(serve: Serve) -> None:
    api, world = a_week(serve)
    world.clock.forward(8 * DAY)
    before = api.get(f"{REPORT}?{THAT_WEEK}&as_of={to_text(world.clock.now())}").json
    decide(api, CODES[1], "processing-1", "completed")
    decide(api, CODES[4], "intake-1", "rejected")
    recall = {"kind": "recall", "reason": "nhầm"}
    assert api.post(f"/v1/dossiers/{CODES[0]}/corrections", recall).status < 300
    again = api.get(f"{REPORT}?{THAT_WEEK}&as_of={before['period']['as_of']}").json
    assert again == before
    assert figures(api, THAT_WEEK) == EXPECTED


def test_what_ends_after_its_legal_due_day_is_late(serve: Serve) -> None:
    api, world = a_week(serve)
    world.clock.forward(8 * DAY)
    decide(api, CODES[1], "processing-1", "completed")
    found = figures(api, WEEK_AFTER)
    assert (found["resolved_late"], found["in_progress_in_term"]) == (1, 1)
    counted = api.get(f"{REPORT}/dossiers?{WEEK_AFTER}&figure=resolved_late").json["items"]
    assert [each["course"]["due_on"] for each in counted] == ["2026-12-01"]


def test_a_past_report_counts_by_the_calendar_of_its_time(serve: Serve) -> None:
    api, world = a_week(serve)
    world.clock.forward(8 * DAY)
    decide(api, CODES[1], "processing-1", "completed")
    before = api.get(f"{REPORT}?{WEEK_AFTER}").json
    assert before["total"]["figures"]["resolved_late"] == 1
    world.clock.forward(DAY)
    off = [{"on": f"2026-11-{day}", "name": {"vi": "Bão", "en": "Storm"}} for day in (25, 26, 27)]
    manager = serve(world, somebody(plus="catalogue:write"))
    edited = manager.put(f"/v1/agencies/{DISTRICT}/calendar", {"days_off": off, "reason": "Bão"})
    assert edited.status < 300, edited.text
    as_of = before["period"]["as_of"]
    assert api.get(f"{REPORT}?{WEEK_AFTER}&as_of={as_of}").json == before
    assert "resolved_late" not in figures(api, WEEK_AFTER)


@pytest.mark.parametrize("by", ["agency", "field", "procedure", "channel", "applicant_kind"])
def test_every_figure_opens_to_exactly_its_dossiers(serve: Serve, by: str) -> None:
    api, _ = a_week(serve)
    report = api.get(f"{REPORT}?{THAT_WEEK}&by={by}").json
    list_of = report["links"]["dossiers"].removeprefix("https://api.example")
    opened = 0
    for row in report["groups"][by]:
        for figure, count in row["figures"].items():
            place = f"{list_of}&figure={figure}&by={by}&group={quote(row['group'])}"
            found = everything(api, place)
            assert len({each["course"]["filing"]["code"] for each in found}) == count
            opened += count
    assert opened == sum(EXPECTED.values())


def test_what_ends_while_a_report_is_read_is_counted_once(serve: Serve) -> None:
    api, world = a_week(serve)
    world.clock.forward(8 * DAY)
    as_of = f"{THAT_WEEK}&as_of={to_text(world.clock.now())}"
    place, codes, cursor = f"{REPORT}/dossiers?{as_of}&limit=2", list[str](), ""
    while True:
        page = api.get(f"{place}{cursor}").json
        codes += [each["course"]["filing"]["code"] for each in page["items"]]
        if CODES[1] in codes and not cursor:
            decide(api, CODES[1], "processing-1", "completed")
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={quote(page['next_cursor'])}"
    assert set(codes) == set(CODES)
    assert figures(api, as_of) == {**EXPECTED}


def test_another_group_opens_to_nothing(serve: Serve) -> None:
    api, _ = a_week(serve)
    place = f"{REPORT}/dossiers?{THAT_WEEK}&by=procedure&group="
    assert len(everything(api, place + FREE_PROCEDURE)) == len(CODES)
    assert everything(api, place + "9.999999") == []


def everything(api: Gateway, place: str) -> list[Any]:
    """All items, in pages of two."""
    items, cursor = [], ""
    while True:
        page = api.get(f"{place}&limit=2{cursor}").json
        items += page["items"]
        if page["next_cursor"] is None:
            return items
        cursor = f"&cursor={quote(page['next_cursor'])}"


def test_csv_is_asked_for_with_accept(serve: Serve) -> None:
    api, _ = a_week(serve)
    reply = api.get(f"{REPORT}?{THAT_WEEK}&by=agency", accept="text/csv, application/json;q=0.5")
    assert reply.headers["Content-Type"] == "text/csv"
    assert "service-2026-11-23-2026-11-29.csv" in reply.headers["Content-Disposition"]
    assert reply.text.startswith("\ufefffrom,2026-11-23")
    assert f"agency,{DISTRICT},3,3," in reply.text
    both = api.get(f"{REPORT}?{THAT_WEEK}", accept="application/json, text/csv")
    assert both.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("from=2026-11-30&to=2026-11-29", "/to"),
        ("from=2026-12-01&to=2026-12-31", "/to"),
        ("from=1999-12-31&to=2026-11-29", "/from"),
        ("from=2026-11-01&to=2100-01-01", "/to"),
        ("from=2026-11-01&to=2026-11-30&as_of=2026-12-24T00:00:00Z", "/as_of"),
        ("from=2026-11-01&to=2026-11-30&as_of=yesterday", "/as_of"),
        ("from=2026-11-01", "/to"),
        (f"{THAT_WEEK}&by=weather", "/by/0"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_place(
    serve: Serve, query: str, pointer: str
) -> None:
    reply = serve(a_world()).get(f"{REPORT}?{query}")
    assert (reply.status, reply.code) == (422, "query_invalid")
    assert [error["pointer"] for error in reply.json["errors"]] == [pointer]
    assert reply.json["errors"][0]["message"]


def test_a_group_needs_what_it_is_a_group_of(serve: Serve) -> None:
    reply = serve(a_world()).get(f"{REPORT}/dossiers?{THAT_WEEK}&group=x")
    assert (reply.status, reply.code) == (422, "query_invalid")


def test_a_report_that_would_take_too_long_is_refused_whole(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_service, "PAGE", 2)
    monkeypatch.setattr(report_service, "MOST_COUNTED", 4)
    api, _ = a_week(serve)
    reply = api.get(f"{REPORT}?{THAT_WEEK}")
    assert (reply.status, reply.code) == (422, "report_too_large")


def test_others_agencies_and_callers_without_the_scope_see_nothing(serve: Serve) -> None:
    _, world = a_week(serve)
    assert figures(serve(world, somebody(STRANGER)), THAT_WEEK) == {}
    assert (
        serve(world, somebody(STRANGER))
        .get(f"{REPORT}?{THAT_WEEK}&agency={DISTRICT}")
        .code.endswith("not_found")
    )
    assert serve(world, somebody(without="reports:read")).get(f"{REPORT}?{THAT_WEEK}").status == 403


def test_nothing_personal_is_reported(serve: Serve) -> None:
    api, _ = a_week(serve)
    text = api.get(f"{REPORT}/dossiers?{THAT_WEEK}").text
    assert MONDAY.strftime("%Y-%m-%d") in text
    assert "Nguyễn" not in text
    assert "001099" not in text
