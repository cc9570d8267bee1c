"""The loser of a race reads again and decides again."""

import pytest

from chalicelib.domain.change import Change, Insert, change
from chalicelib.domain.errors import ConditionFailed, Transient
from chalicelib.usecases.until_committed import ATTEMPTS, until_committed
from tests.builders import an_order
from tests.fakes import a_world

WRITES = change(Insert(an_order(), "order_number_taken"))


def test_the_result_is_that_of_the_decision_that_was_committed() -> None:
    world = a_world()
    world.commits.lose("bill_moved")
    decisions = iter([1, 2, 3])
    assert until_committed(world, lambda: (WRITES, next(decisions))) == 2
    assert len(world.commits.done) == 1


def test_no_change_writes_nothing() -> None:
    world = a_world()
    assert until_committed(world, lambda: (None, "as it is")) == "as it is"
    assert world.commits.done == []


def test_a_final_condition_is_the_caller_s_to_judge() -> None:
    world = a_world()
    world.commits.lose("key_used")
    with pytest.raises(ConditionFailed):
        until_committed(world, lambda: (WRITES, None), final="key_used")


def test_a_race_that_is_lost_again_and_again_passes() -> None:
    world = a_world()
    tries: list[int] = []

    def decide() -> tuple[Change, None]:
        tries.append(1)
        world.commits.lose("bill_moved")
        return WRITES, None

    with pytest.raises(Transient):
        until_committed(world, decide)
    assert len(tries) == ATTEMPTS
