"""Wiring: the one place where the sandbox's parts meet."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from sandbox import deliveries, journal, script
from sandbox.clock import Clock, system_clock
from sandbox.commons import Commons
from sandbox.courier import Courier
from sandbox.html import page
from sandbox.issuer import Issuer
from sandbox.log_pages import LogPages
from sandbox.momo import orders as momo_orders
from sandbox.momo import results as momo_results
from sandbox.momo import wiring as momo
from sandbox.settings import Settings
from sandbox.store import Store
from sandbox.vnpay import orders as vnpay_orders
from sandbox.vnpay import results as vnpay_results
from sandbox.vnpay import wiring as vnpay

TICK = 0.25
"""Seconds between two looks at what is due."""


SCHEMAS = (
    journal.SCHEMA,
    script.SCHEMA,
    deliveries.SCHEMA,
    momo_orders.SCHEMA,
    vnpay_orders.SCHEMA,
)


Desk = momo.Momo | vnpay.Vnpay


@dataclass(frozen=True)
class Sandbox:
    app: Starlette
    commons: Commons


def build(
    settings: Settings,
    now: Clock = system_clock,
    transport: httpx.AsyncBaseTransport | None = None,
) -> Sandbox:
    """`transport` is how notifications travel: the network unless a test gives another."""
    client = httpx.AsyncClient(transport=transport, timeout=30, trust_env=False)
    commons = _commons(settings, now, client)
    desks = (momo.build(commons), vnpay.build(commons))
    routes = [
        Route("/", _index),
        Route("/health", _health),
        *Issuer(settings.jwks, settings.base_url).routes,
        *LogPages(commons.journal).routes,
        *(route for desk in desks for route in desk.routes),
    ]

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        ticking = asyncio.create_task(_keep_time(commons, desks))
        yield
        ticking.cancel()
        await commons.courier.stop()
        await client.aclose()
        commons.store.close()

    # Only by its own names: a page elsewhere in the browser cannot reach it through a rebound host name.
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
    return Sandbox(Starlette(routes=routes, middleware=[hosts], lifespan=lifespan), commons)


def _commons(settings: Settings, now: Clock, client: httpx.AsyncClient) -> Commons:
    store = Store(settings.state, SCHEMAS, momo_orders.ADDITIONS)
    log = journal.Journal(store, now)
    owed = deliveries.Deliveries(store, now)
    contracts = {
        "momo": momo_results.CONTRACT,
        "vnpay": vnpay_results.contract(settings.vnpay_pause),
    }
    post = Courier(owed, log, client, contracts, settings.retry_after)
    return Commons(store, log, owed, post, settings.base_url, now)


async def _keep_time(commons: Commons, desks: Iterable[Desk]) -> None:
    """Lets orders lapse and sends what is due, until it is cancelled."""
    while True:
        try:
            for desk in desks:
                desk.cashier.lapse_overdue()
            commons.courier.start_due()
        except Exception as fault:  # the clock must outlive any single fault
            commons.journal.note("sandbox", "fault", f"{type(fault).__name__}: {fault}")
        await asyncio.sleep(TICK)


async def _index(request: Request) -> Response:
    return HTMLResponse(page("index.html"))


async def _health(request: Request) -> Response:
    return JSONResponse({"status": "ok", "providers": ["momo", "vnpay"]})
