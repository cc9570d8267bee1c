"""The only place where ports meet adapters; cached, and called inside handlers only."""

from functools import cache

from chalicelib.ports.provider import Urls
from chalicelib.ports.world import World
from chalicelib.settings import Settings, read_settings


@cache
def settings() -> Settings:
    """The settings of this process."""
    return read_settings()


@cache
def world() -> World:
    """The world as this process reaches it; clients are made once."""
    return build_world(settings())


def build_world(found: Settings) -> World:
    """A world of the real adapters."""
    import boto3

    from chalicelib.gateways.clock import RandomIds, SystemClock
    from chalicelib.gateways.secrets import CachedSecrets
    from chalicelib.gateways.transport import HttpTransport
    from chalicelib.gateways.workflow import StepFunctions
    from chalicelib.providers.registry import PROVIDERS
    from chalicelib.storage.callbacks import DynamoCallbacks
    from chalicelib.storage.catalogue import DynamoCatalogue
    from chalicelib.storage.commits import DynamoCommits
    from chalicelib.storage.debts import DynamoDebts
    from chalicelib.storage.dossiers import DynamoDossiers
    from chalicelib.storage.orders import DynamoOrders
    from chalicelib.storage.tables import Tables
    from chalicelib.storage.waits import DynamoWaits

    tables = Tables(
        client=boto3.client("dynamodb"),
        procedures=found.procedures_table,
        dossiers=found.dossiers_table,
        transactions=found.transactions_table,
        callbacks=found.callbacks_table,
    )
    return World(
        clock=SystemClock(),
        ids=RandomIds(),
        commits=DynamoCommits(tables),
        dossiers=DynamoDossiers(tables),
        orders=DynamoOrders(tables),
        catalogue=DynamoCatalogue(tables),
        debts=DynamoDebts(tables),
        waits=DynamoWaits(tables),
        workflow=StepFunctions(boto3.client("stepfunctions"), found.workflow_arn),
        secrets=CachedSecrets(found.secrets_prefix),
        transport=HttpTransport(),
        callbacks=DynamoCallbacks(tables),
        providers=PROVIDERS,
        urls=lambda provider: urls_of(provider, found),
        public_url=found.public_url,
        code_version=found.code_version,
    )


def urls_of(provider: str, found: Settings) -> Urls:
    """Where a provider is, and where it reaches us."""
    endpoint, api = {
        "momo": (found.momo_url, found.momo_url),
        "vnpay": (found.vnpay_pay_url, found.vnpay_api_url),
    }[provider]
    return Urls(
        endpoint=endpoint,
        api=api,
        notify=f"{found.public_url}/webhooks/{provider}",
        back=f"{found.public_url}/return/{provider}",
    )
