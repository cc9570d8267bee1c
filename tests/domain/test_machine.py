"""What a machine can be asked; the machines themselves are in test_tables.py."""

from enum import StrEnum

import pytest

from chalicelib.domain.errors import IllegalMove
from chalicelib.domain.machine import Machine


class Light(StrEnum):
    RED = "red"
    GREEN = "green"
    BROKEN = "broken"
    PAINTED = "painted"


class Happened(StrEnum):
    SWITCHED = "switched"
    LOOKED_AT = "looked_at"
    HIT = "hit"


LIGHT = Machine(
    "light",
    Light.RED,
    {
        (Light.RED, Happened.SWITCHED): Light.GREEN,
        (Light.GREEN, Happened.SWITCHED): Light.RED,
        (Light.GREEN, Happened.HIT): Light.BROKEN,
        (Light.RED, Happened.HIT): Light.BROKEN,
        (Light.BROKEN, Happened.LOOKED_AT): Light.BROKEN,
        (Light.PAINTED, Happened.SWITCHED): Light.RED,
    },
)


def test_a_row_says_where_an_event_leads() -> None:
    assert LIGHT.allows(Light.RED, Happened.SWITCHED)
    assert LIGHT.after(Light.RED, Happened.SWITCHED) is Light.GREEN


def test_a_missing_row_is_an_illegal_move_that_names_machine_state_and_event() -> None:
    assert not LIGHT.allows(Light.BROKEN, Happened.SWITCHED)
    with pytest.raises(IllegalMove) as refused:
        LIGHT.after(Light.BROKEN, Happened.SWITCHED)
    assert refused.value.code == "illegal_move"
    assert refused.value.facts == {"machine": "light", "state": "broken", "event": "switched"}


def test_a_state_whose_rows_all_point_back_is_final() -> None:
    assert LIGHT.final == {Light.BROKEN}


def test_a_state_that_no_event_leads_to_is_not_reachable() -> None:
    assert LIGHT.reachable == {Light.RED, Light.GREEN, Light.BROKEN}


def test_the_drawing_joins_the_events_of_an_arrow_and_marks_start_and_end() -> None:
    assert LIGHT.drawing().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> red",
        "    red --> green: switched",
        "    green --> red: switched",
        "    green --> broken: hit",
        "    red --> broken: hit",
        "    broken --> broken: looked_at",
        "    painted --> red: switched",
        "    broken --> [*]",
    ]
