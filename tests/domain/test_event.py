"""A timeline notices what is changed, lost, added or swapped."""

from collections.abc import Callable

import pytest

from chalicelib.domain.event import GENESIS, Event, intact, seal
from tests.builders import CODE, MONDAY


def a_timeline(length: int = 3) -> list[Event]:
    events: list[Event] = []
    for number in range(1, length + 1):
        after = events[-1].hash if events else GENESIS
        events.append(
            seal(
                dossier_code=CODE,
                seq=number,
                at=MONDAY,
                what="moved",
                actor="an",
                data={"step": number, "note": "đã nhận"},
                after=after,
            )
        )
    return events


def test_a_timeline_as_written_is_intact() -> None:
    assert intact([])
    assert intact(a_timeline())


TAMPERINGS: dict[str, Callable[[list[Event]], list[Event]]] = {
    "first lost": lambda it: it[1:],
    "middle lost": lambda it: [it[0], it[2]],
    "swapped": lambda it: [it[1], it[0], it[2]],
    "repeated": lambda it: [it[0], it[0], it[1], it[2]],
    "other data": lambda it: [it[0].model_copy(update={"data": {"step": 9}}), *it[1:]],
    "other actor": lambda it: [it[0], it[1].model_copy(update={"actor": "binh"}), it[2]],
    "other type": lambda it: [*it[:2], it[2].model_copy(update={"type": "paid"})],
    "other dossier": lambda it: [it[0].model_copy(update={"dossier_code": "X"}), *it[1:]],
    "other hash": lambda it: [*it[:2], it[2].model_copy(update={"hash": "0" * 64})],
}


@pytest.mark.parametrize("tamper", TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_a_timeline_that_was_tampered_with_is_not(
    tamper: Callable[[list[Event]], list[Event]],
) -> None:
    assert not intact(tamper(a_timeline()))


def test_the_order_of_data_s_keys_does_not_matter_for_the_seal() -> None:
    facts = {"a": 1, "b": {"c": 2, "d": 3}}
    turned = {"b": {"d": 3, "c": 2}, "a": 1}
    sealed = [
        seal(dossier_code=CODE, seq=1, at=MONDAY, what="x", actor="y", data=data, after="")
        for data in (facts, turned)
    ]
    assert sealed[0].hash == sealed[1].hash
