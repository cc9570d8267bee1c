"""Puts MoMo's parts together and says what the sandbox needs to know about them."""

from dataclasses import dataclass

from starlette.routing import Route

from sandbox.behaviours import COMMON
from sandbox.commons import Commons
from sandbox.momo.api import CALLS, Api
from sandbox.momo.cashier import Cashier
from sandbox.momo.control import Control
from sandbox.momo.gateway import Gateway
from sandbox.momo.orders import Orders
from sandbox.momo.page import PaymentPage
from sandbox.script import Script
from sandbox.script_control import ScriptControl


@dataclass(frozen=True)
class Momo:
    routes: list[Route]
    cashier: Cashier


def build(commons: Commons) -> Momo:
    script = Script(commons.store, "momo", CALLS, COMMON)
    orders = Orders(commons.store)
    cashier = Cashier(commons, orders, script)
    gateway = Gateway(orders, cashier, commons.base_url, commons.now)
    routes = [
        *Api(gateway, script, commons.journal).routes,
        *PaymentPage(orders, cashier, commons.journal).routes,
        *Control(commons, orders, cashier).routes,
        *ScriptControl(script, commons.journal).routes,
    ]
    return Momo(routes, cashier)
