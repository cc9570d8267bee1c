"""A world in which MoMo and VNPAY have each an order of the same bill, as they were recorded."""

from dataclasses import replace
from typing import Any

from chalicelib.domain.agency import MerchantRef
from chalicelib.domain.order import Order
from chalicelib.providers.registry import PROVIDERS
from tests.builders import a_bill
from tests.fakes import FakeSecrets, FakeWorld
from tests.providers.contract.cases import NotificationCase, folder
from tests.usecases.scenes import a_pending_order, while_paying

NAMES = tuple(PROVIDERS)


def recorded(provider: str, name: str = "paid") -> NotificationCase:
    """A notification as it was recorded."""
    return folder(provider).notifications[name]


def order_of(provider: str) -> Order:
    """The order that the provider's recorded notifications are about."""
    meant = recorded(provider).meaning
    return a_pending_order(
        order_id=meant.order_id,
        method=next(iter(PROVIDERS[provider].methods)),
        merchant=MerchantRef(provider=provider, merchant_id=meant.merchant_id),
        amount=meant.amount,
    )


def both_pending() -> FakeWorld:
    """One bill that either order covers, and the secrets that the providers sign with."""
    sets = {
        folder(name).setting.order.merchant_id: (folder(name).setting.credentials,)
        for name in NAMES
    }
    roles: dict[str, Any] = {"providers": PROVIDERS, "secrets": FakeSecrets(**sets)}
    orders = [order_of(name) for name in NAMES]
    bill = a_bill(min(order.amount for order in orders))
    return replace(while_paying(*orders, bill=bill), **roles)
