"""Ask the provider what it knows of an order, and book or schedule what follows."""

from datetime import datetime, timedelta

from chalicelib.domain.change import Change, Replace, change
from chalicelib.domain.errors import Unavailable
from chalicelib.domain.order import Order, OrderEvent, OrderState, next_query, watch_closed
from chalicelib.domain.statement import Outcome, Statement
from chalicelib.ports.provider import NotFound, Payer, QueryResult, Question, Unclear
from chalicelib.ports.transport import Unanswered
from chalicelib.ports.world import World
from chalicelib.usecases.ask_to_open import ask_to_open
from chalicelib.usecases.book_statement import book_statement
from chalicelib.usecases.converse import converse
from chalicelib.usecases.until_committed import until_committed

GRACE = timedelta(minutes=5)
"""How long after its end an order may still be under way at the provider."""


def query_order(world: World, order_id: str, *, resend: bool = True) -> bool:
    """Leaves the order paid, closed, or owed its next question.

    One that never reached the provider is sent once more, unless its caller is about to end it.

    False if the provider gave no clear answer: then nothing may be concluded from its silence.
    """
    order = world.orders.get(order_id)
    if order is None or order.state is OrderState.PAID:
        return True
    result = _ask(world, order)
    if isinstance(result, Statement) and result.outcome is not Outcome.PENDING:
        book_statement(world, result)
    until_committed(world, lambda: _follow_up(world, order_id, result))
    if resend and isinstance(result, NotFound) and _to_resend(order, world):
        _resend(world, order)
    return not isinstance(result, Unclear)


def _ask(world: World, order: Order) -> QueryResult:
    provider = world.providers[order.merchant.provider]
    credentials = world.secrets.credentials(provider.name, order.merchant.merchant_id)
    if not credentials:
        return Unclear(code="no_credentials")
    urls = world.urls(provider.name)
    question = Question(request_id=world.ids.token(), at=world.clock.now())
    exchange = provider.query(order, credentials[0], urls, question)
    try:
        return converse(world.transport, exchange)
    except Unanswered as lost:
        return Unclear(code=str(lost))


def _follow_up(world: World, order_id: str, result: QueryResult) -> tuple[Change | None, None]:
    """What the order owes next; booking has already moved it if money or an end was stated."""
    order, now = world.orders.get(order_id), world.clock.now()
    if order is None or order.state is OrderState.PAID:
        return None, None
    if not order.payable:
        following = order.succeed(due_at=watch_closed(order, now))
    elif _lost_checkout(order, result) or _lost_for_good(order, result):
        following = order.moved(OrderEvent.CHECKOUT_LOST, due_at=watch_closed(order, now))
    elif _over(order, result, now):
        following = order.moved(OrderEvent.EXPIRED, due_at=watch_closed(order, now))
    else:
        following = order.succeed(due_at=next_query(order.attempts, now))
    return change(Replace(following, "order_moved")), None


def _lost_checkout(order: Order, result: QueryResult) -> bool:
    """The provider has the order, but the way to pay it was in an answer that never came."""
    return isinstance(result, Statement) and order.state in (
        OrderState.CREATED,
        OrderState.UNKNOWN,
    )


def _lost_for_good(order: Order, result: QueryResult) -> bool:
    """Sent twice and never arrived: another number must be opened to pay."""
    never_opened = order.state in (OrderState.CREATED, OrderState.UNKNOWN)
    return isinstance(result, NotFound) and never_opened and bool(order.resends)


def _over(order: Order, result: QueryResult, now: datetime) -> bool:
    """Its time has passed, the provider gave a clear answer, and it holds no money."""
    ended = order.expires_at + GRACE <= now
    return ended and not order.in_review and not isinstance(result, Unclear)


def _to_resend(order: Order, world: World) -> bool:
    never_opened = order.state in (OrderState.CREATED, OrderState.UNKNOWN)
    return never_opened and not order.resends and world.clock.now() < order.expires_at


def _resend(world: World, order: Order) -> None:
    """The provider never got it: send the same number once more, and count it first.

    What is not stored about the payer is not sent again.
    """

    def counted() -> tuple[Change | None, Order | None]:
        current = world.orders.get(order.order_id)
        if current is None or not _to_resend(current, world):
            return None, None
        following = current.succeed(resends=1)
        return change(Replace(following, "order_moved")), following

    if mine := until_committed(world, counted):
        try:
            ask_to_open(world, mine, Payer())
        except Unavailable:
            return
