"""`hosopay orders`: the attempts to pay a dossier's bill, and the money facts of each."""

from typing import Annotated, Any

import typer

from local.cli.command import command
from local.cli.options import DossierCode, Key, OrderId
from local.cli.session import Session
from local.cli.stage import Listing, path
from local.cli.tables import Column, facts, rows
from local.cli.values import moment, money, value

orders = typer.Typer(help="Orders: the attempts to pay, and the money facts of each.")

COLUMNS = [
    Column("order", value("order_id"), whole=True),
    Column("state", value("state"), whole=True),
    Column("method", value("method")),
    Column("amount", money("amount"), right=True, whole=True),
    Column("paid", money("paid_amount"), right=True, whole=True),
    Column("bill", value("bill_id"), whole=True, from_width=100),
    Column("flags", value("flags"), from_width=100),
    Column("expires_at", moment("expires_at"), whole=True, from_width=120),
    Column("opened_at", moment("opened_at"), whole=True, from_width=140),
]
DETAILS = [
    Column("order", value("order_id")),
    Column("dossier", value("dossier_code")),
    Column("bill", value("bill_id")),
    Column("state", value("state")),
    Column("method", value("method")),
    Column("merchant", value("merchant")),
    Column("amount", money("amount")),
    Column("paid", money("paid_amount")),
    Column("flags", value("flags")),
    Column("provider_code", value("provider_code")),
    Column("pay_url", value("checkout", "pay_url")),
    Column("page_url", value("checkout", "page_url")),
    Column("opened_at", moment("opened_at")),
    Column("expires_at", moment("expires_at")),
    Column("next_check_at", moment("next_check_at")),
    Column("version", value("version")),
]
FACTS = [
    Column("transaction", value("transaction_id"), whole=True, from_width=140),
    Column("kind", value("kind"), whole=True),
    Column("outcome", value("outcome"), whole=True),
    Column("amount", money("amount"), right=True, whole=True),
    Column("verified_by", value("verified_by"), whole=True, from_width=70),
    Column("received_at", moment("received_at"), whole=True),
    Column("flags", value("flags")),
    Column("postings", value("postings"), from_width=140),
]
METHODS = [
    Column("method", value("method"), whole=True),
    Column("name", value("name")),
    Column("least", money("min"), right=True, whole=True),
    Column("most", money("max"), right=True, whole=True),
    Column("healthy", value("healthy"), whole=True),
    Column("why_not", value("reason")),
]


@command(orders, "list", role="portal", examples=("hosopay orders list H32.12-261122-0001",))
def list_orders(session: Session, code: DossierCode) -> None:
    """List the orders of a dossier."""
    _listed(session, path("dossiers", code, "orders"), COLUMNS)


@command(orders, "show", role="portal", examples=("hosopay orders show 261122481902637",))
def show_order(session: Session, order: OrderId) -> None:
    """Show an order: its state, its money, and where it can be paid."""
    answer = session.stage.get(path("orders", order))
    session.screen.show(answer, facts(DETAILS, answer.json))


@command(orders, "methods", role="portal", examples=("hosopay orders methods H32.12-261122-0001",))
def list_methods(session: Session, code: DossierCode) -> None:
    """List the ways to pay that a dossier has."""
    answer = session.stage.get("/v1/methods", {"dossier": code}, form=list)
    session.screen.show(answer, rows(METHODS, answer.json))


@command(
    orders,
    "open",
    role="portal",
    examples=(
        "hosopay orders open H32.12-261122-0001 --method momo_wallet",
        "hosopay orders open H32.12-261122-0001 --method vnpay_qr"
        " --return-url https://portal.example.vn/back",
    ),
)
def open_order(
    session: Session,
    code: DossierCode,
    method: Annotated[str, typer.Option(help="One of `hosopay orders methods CODE`.")],
    bill: Annotated[str | None, typer.Option(help="Which bill, if there are several.")] = None,
    return_url: Annotated[str | None, typer.Option(help="Where the payer is sent back.")] = None,
    payer_email: Annotated[str | None, typer.Option(help="For the provider's receipt.")] = None,
    key: Key = None,
) -> None:
    """Open an order, or find the one that is still payable."""
    given = {"method": method, "bill_id": bill, "return_url": return_url}
    body = {name: each for name, each in {**given, "payer_email": payer_email}.items() if each}
    address = path("dossiers", code, "orders")
    answer = session.stage.ask("POST", address, body=body, key=session.key(key))
    session.screen.show(answer, facts(DETAILS, answer.json))


@command(orders, "cancel", role="portal", examples=("hosopay orders cancel 261122481902637",))
def cancel(session: Session, order: OrderId, key: Key = None) -> None:
    """Cancel an order, after its provider was asked whether it was paid."""
    address = path("orders", order, "cancellation")
    answer = session.stage.ask("POST", address, body={}, key=session.key(key))
    session.screen.show(answer, facts(DETAILS, answer.json))


@command(
    orders, "transactions", role="portal", examples=("hosopay orders transactions 261122481902637",)
)
def list_transactions(session: Session, order: OrderId) -> None:
    """List the money facts of an order, the oldest first."""
    _listed(session, path("orders", order, "transactions"), FACTS)


def _listed(session: Session, address: str, columns: list[Column]) -> None:
    answer = session.stage.get(address)
    found: Any = answer.json
    session.screen.listing(Listing(found["items"], found.get("next_cursor"), answer), columns)
