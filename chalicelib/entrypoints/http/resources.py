"""Every resource of the API, in the order of its documentation."""

from chalicelib.entrypoints.http.agencies import agencies
from chalicelib.entrypoints.http.broken import broken
from chalicelib.entrypoints.http.calendars import calendars
from chalicelib.entrypoints.http.citizen import citizen
from chalicelib.entrypoints.http.counter_payments import counter_payments
from chalicelib.entrypoints.http.documentation import documentation
from chalicelib.entrypoints.http.dossiers import dossiers
from chalicelib.entrypoints.http.health import health
from chalicelib.entrypoints.http.merchants import merchants
from chalicelib.entrypoints.http.methods import methods
from chalicelib.entrypoints.http.offerings import offerings
from chalicelib.entrypoints.http.ops import ops
from chalicelib.entrypoints.http.orders import orders
from chalicelib.entrypoints.http.owed import owed
from chalicelib.entrypoints.http.procedures import procedures
from chalicelib.entrypoints.http.quotes import quotes
from chalicelib.entrypoints.http.reports import reports
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.entrypoints.http.returns import returns
from chalicelib.entrypoints.http.suspense import suspense
from chalicelib.entrypoints.http.tasks import tasks
from chalicelib.entrypoints.http.webhooks import webhooks

RESOURCES: tuple[Resource, ...] = (
    health,
    documentation,
    procedures,
    quotes,
    agencies,
    offerings,
    merchants,
    calendars,
    dossiers,
    tasks,
    methods,
    orders,
    counter_payments,
    suspense,
    reports,
    citizen,
    returns,
    webhooks,
    ops,
    broken,
    owed,
)
