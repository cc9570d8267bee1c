"""When orders are asked about."""

from datetime import timedelta

import pytest

from chalicelib.domain.order import OrderEvent, OrderState, next_query, watch_closed
from tests.builders import MONDAY, an_order


@pytest.mark.parametrize(
    ("attempts", "seconds"),
    [(0, 60), (1, 60), (2, 180), (3, 600), (4, 3600), (23, 3600), (24, 86_400), (500, 86_400)],
)
def test_the_provider_is_asked_less_and_less_often(attempts: int, seconds: int) -> None:
    assert next_query(attempts, MONDAY) - MONDAY == timedelta(seconds=seconds)


def test_a_closed_order_is_watched_daily_until_three_days_after_its_end() -> None:
    order = an_order()
    end = order.expires_at
    assert watch_closed(order, end) == end + timedelta(days=1)
    assert watch_closed(order, end + timedelta(days=2)) == end + timedelta(days=3)
    assert watch_closed(order, end + timedelta(days=2, seconds=1)) is None


def test_an_order_is_payable_until_it_is_paid_or_closed() -> None:
    payable = {state for state in OrderState if an_order(state=state).payable}
    assert payable == {OrderState.CREATED, OrderState.PENDING, OrderState.UNKNOWN}


def test_a_move_takes_its_changes_along() -> None:
    opened = an_order().moved(OrderEvent.OPENED, provider_code="0")
    assert (opened.state, opened.version, opened.provider_code) == (OrderState.PENDING, 2, "0")
