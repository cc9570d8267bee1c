"""The tables of dossiers, orders and bills, row by row and missing row by missing row.

What is legal is written down here a second time, from the design and in another form, so that
a row that is added, lost or changed by mistake is noticed.
"""

import itertools
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import pytest

from chalicelib.domain.bill import BILL
from chalicelib.domain.dossier import CLOSED, DOSSIER, NATIONAL_CODE, Moved, Status
from chalicelib.domain.errors import IllegalMove
from chalicelib.domain.machine import Machine
from chalicelib.domain.order import ORDER, OrderEvent, OrderState

LEGAL = {
    "dossier": """
        submitted: paid waived fee_requested > submitted
        submitted: received > received; unpaid rejected > not_received; withdrawn > withdrawn
        submitted: supplement_requested > awaiting_supplement
        received: step_started > processing; obligation_opened > awaiting_payment
        received: supplement_requested > awaiting_supplement
        received: resolved > resolved; withdrawn > withdrawn
        processing: step_started > processing; obligation_opened > awaiting_payment
        processing: supplement_requested > awaiting_supplement
        processing: resolved > resolved; stopped > stopped; withdrawn > withdrawn
        awaiting_supplement: resubmitted > submitted; resumed > processing; stopped > stopped
        awaiting_supplement: supplement_expired > not_received; withdrawn > withdrawn
        awaiting_payment: paid waived > awaiting_payment; resumed > processing
        awaiting_payment: resolved > resolved; unpaid > stopped; withdrawn > withdrawn
        stopped: recalled > processing
        resolved: paid waived undelivered > resolved; recalled > processing; delivered > returned
        returned: reopened > resolved
    """,
    "order": """
        created: opened > pending; answer_lost > unknown; checkout_lost > abandoned
        unknown: opened > pending; answer_lost > unknown; checkout_lost > abandoned
        created: settled > paid; refused > refused; expired > expired
        created: cancelled > cancelled; superseded > superseded
        pending: settled > paid; refused > refused; expired > expired
        pending: cancelled > cancelled; superseded > superseded
        unknown: settled > paid; refused > refused; expired > expired
        unknown: cancelled > cancelled; superseded > superseded
        refused: settled > paid; refused expired cancelled superseded > refused
        expired: settled > paid; refused expired cancelled superseded > expired
        cancelled: settled > paid; refused expired cancelled superseded > cancelled
        superseded: settled > paid; refused expired cancelled superseded > superseded
        abandoned: settled > paid; refused expired cancelled superseded > abandoned
        paid: settled refused expired cancelled superseded > paid
    """,
    "bill": """
        planned: opened > open; covered > covered; cancelled > cancelled
        open: covered > covered; lapsed > lapsed; cancelled > cancelled; waived > waived
        open: postponed > planned
        lapsed: postponed > planned
        cancelled: postponed > planned
    """,
}
MACHINES: tuple[Machine[Any, Any], ...] = (DOSSIER, ORDER, BILL)


def legal(machine: Machine[Any, Any]) -> dict[tuple[str, str], str]:
    """The moves above: `state: event event > target; ...`."""
    moves: dict[tuple[str, str], str] = {}
    for line in LEGAL[machine.name].strip().splitlines():
        state, _, rest = line.strip().partition(": ")
        for part in rest.split("; "):
            events, _, target = part.partition(" > ")
            moves |= {(state, event): target for event in events.split()}
    return moves


def members(one: StrEnum) -> list[Any]:
    """All members of the enum of one of them."""
    return list(type(one))


def every_pair() -> Iterator[Any]:
    """Each state of each machine with each of its events."""
    for machine in MACHINES:
        states, events = members(machine.initial), members(next(iter(machine.table))[1])
        for state, event in itertools.product(states, events):
            yield pytest.param(machine, state, event, id=f"{machine.name}-{state}-{event}")


@pytest.mark.parametrize(("machine", "state", "event"), list(every_pair()))
def test_an_event_leads_where_the_design_says_or_is_illegal(
    machine: Machine[Any, Any], state: Any, event: Any
) -> None:
    target = legal(machine).get((state.value, event.value))
    assert machine.allows(state, event) == (target is not None)
    if target:
        assert machine.after(state, event).value == target
    else:
        with pytest.raises(IllegalMove):
            machine.after(state, event)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_every_state_can_be_reached(machine: Machine[Any, Any]) -> None:
    assert machine.reachable == set(members(machine.initial))


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_the_drawing_shows_every_row(machine: Machine[Any, Any]) -> None:
    drawn = set()
    for line in machine.drawing().splitlines()[2:]:
        arrow, _, events = line.strip().partition(": ")
        source, _, target = arrow.partition(" --> ")
        drawn |= {(source, event, target) for event in events.split(", ") if event}
    assert drawn == {(source, event, target) for (source, event), target in legal(machine).items()}


def test_what_is_final() -> None:
    assert {state.value for state in DOSSIER.final} == {"not_received", "withdrawn"}
    assert {state.value for state in ORDER.final} == {"paid"}
    assert {state.value for state in BILL.final} == {"covered", "waived"}


def test_nothing_leaves_paid_and_success_dominates_every_other_state_of_an_order() -> None:
    assert {ORDER.table.get((OrderState.PAID, event)) for event in OrderEvent} <= {
        OrderState.PAID,
        None,
    }
    assert all(ORDER.after(state, OrderEvent.SETTLED) is OrderState.PAID for state in OrderState)


def test_only_an_officer_s_correction_leaves_a_closed_dossier() -> None:
    left = {
        (state, event, target)
        for (state, event), target in DOSSIER.table.items()
        if state in CLOSED
    }
    assert left == {
        (Status.STOPPED, Moved.RECALLED, Status.PROCESSING),
        (Status.RETURNED, Moved.REOPENED, Status.RESOLVED),
    }


def test_a_dossier_may_be_withdrawn_from_the_statuses_1_2_4_5_and_6() -> None:
    codes = {NATIONAL_CODE[s] for s in Status if DOSSIER.allows(s, Moved.WITHDRAWN)}
    assert codes == {1, 2, 4, 5, 6}


def test_statuses_bear_the_numbers_of_the_national_portal() -> None:
    assert {status.value: code for status, code in NATIONAL_CODE.items()} == {
        "submitted": 1,
        "received": 2,
        "not_received": 3,
        "processing": 4,
        "awaiting_supplement": 5,
        "awaiting_payment": 6,
        "withdrawn": 7,
        "stopped": 8,
        "resolved": 9,
        "returned": 10,
    }
