"""Puts VNPAY's parts together and says what the sandbox needs to know about them."""

from dataclasses import dataclass

from starlette.routing import Route

from sandbox.behaviours import COMMON
from sandbox.commons import Commons
from sandbox.script import Script
from sandbox.script_control import ScriptControl
from sandbox.vnpay.api import CALLS, Api
from sandbox.vnpay.cashier import Cashier
from sandbox.vnpay.control import Control
from sandbox.vnpay.gateway import Gateway
from sandbox.vnpay.orders import Orders
from sandbox.vnpay.page import PaymentPage


@dataclass(frozen=True)
class Vnpay:
    routes: list[Route]
    cashier: Cashier


def build(commons: Commons) -> Vnpay:
    script = Script(commons.store, "vnpay", CALLS, COMMON)
    orders = Orders(commons.store)
    cashier = Cashier(commons, orders, script)
    gateway = Gateway(orders, cashier, commons.now)
    routes = [
        *Api(gateway, script, commons.journal).routes,
        *PaymentPage(gateway, orders, cashier, script, commons.journal).routes,
        *Control(commons, orders, cashier).routes,
        *ScriptControl(script, commons.journal).routes,
    ]
    return Vnpay(routes, cashier)
