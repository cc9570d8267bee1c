"""What a fresh local cloud needs before the first dossier: merchants' secrets and the catalogue."""

import json
import time
from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError
from pydantic import ValidationError

from chalicelib.domain.catalogue_file import CatalogueFile
from chalicelib.domain.procedure import Procedure
from chalicelib.storage.catalogue import DynamoCatalogue
from chalicelib.storage.commits import DynamoCommits
from chalicelib.storage.items import from_item
from chalicelib.storage.paging import on_index
from chalicelib.storage.tables import Tables
from chalicelib.usecases.load_catalogue import load_catalogue as load
from infra.aws import Cloud
from infra.deploy import Deployed
from infra.progress import PATIENCE_SECONDS, say, step
from local.settings import ROOT

TABLES = ("procedures", "dossiers", "transactions", "callbacks")

# MoMo publishes these for its test environment; they open nothing else.
MOMO_TEST_MERCHANTS = {
    "MOMO": ("F8BBA842ECF85", "K951B6PE1waDMi640xX08PD3vg6EkVlz"),
    "MOMOBKUN20180529": ("klm05TvNBzhg7h7j", "at67qH6mk8w5Y1nAyMoYKMWACiEi2bsa"),
    "MOMOLRJZ20181206": ("mTCKt9W3eU1m39TW", "SetA5RDnLHvt51AULf51DyauxUo3kDU6"),
}
VNPAY_DEMO_MERCHANTS = {
    "HOSOPAY1": "SANDBOXSECRETOFHOSOPAYDEMO000001",
    "HOSOPAY2": "SANDBOXSECRETOFHOSOPAYDEMO000002",
}
"""VNPAY publishes no test merchant; these exist in our sandbox only."""

CATALOGUE = ROOT / "local" / "catalogue"
FILES = ("procedures.json", "province.json")


def seed(cloud: Cloud, stack: Deployed) -> None:
    """Put everything in place; what is there already stays as it is."""
    with step("seeding secrets"):
        put_secrets(cloud, stack.stack)
    with step("loading the catalogue"):
        load_catalogue(cloud, stack)


def put_secrets(cloud: Cloud, prefix: str) -> None:
    """The test merchants' credentials, each under `<prefix>/<provider>/<merchant id>`."""
    secrets = cloud.client("secretsmanager")
    for merchant, (access_key, secret_key) in MOMO_TEST_MERCHANTS.items():
        value = json.dumps({"access_key": access_key, "secret_key": secret_key})
        _put(secrets, f"{prefix}/momo/{merchant}", value)
    for terminal, hash_secret in VNPAY_DEMO_MERCHANTS.items():
        _put(secrets, f"{prefix}/vnpay/{terminal}", json.dumps({"hash_secret": hash_secret}))


def load_catalogue(cloud: Cloud, stack: Deployed) -> None:
    """The shipped procedures, agencies, offerings and merchants, through the product's own code."""
    names = {role: stack.outputs[f"{role.capitalize()}Table"] for role in TABLES}
    tables = Tables(client=cloud.client("dynamodb"), **names)
    _forget_unreadable(tables)
    load(DynamoCommits(tables), DynamoCatalogue(tables), shipped_catalogue(), _counted())


def _forget_unreadable(tables: Tables) -> None:
    """Procedures that an older version of the product kept on this machine in another form."""
    pages = tables.client.get_paginator("query").paginate(
        TableName=tables.procedures, **on_index("listing", "listing_pk", "procedures")
    )
    for item in (item for page in pages for item in page["Items"]):
        try:
            from_item(Procedure, item)
        except ValidationError:
            key = {name: item[name] for name in ("pk", "sk")}
            tables.client.delete_item(TableName=tables.procedures, Key=key)


def shipped_catalogue() -> CatalogueFile:
    """The national procedures, and one province that offers them."""
    procedures, province = (
        CatalogueFile.model_validate_json((CATALOGUE / name).read_bytes()) for name in FILES
    )
    return procedures + province


def _counted() -> Callable[[int, int], None]:
    """Says how far it is, when a person has waited for another while."""
    said = time.monotonic()

    def told(done: int, of: int) -> None:
        nonlocal said
        if time.monotonic() - said > PATIENCE_SECONDS:
            said = time.monotonic()
            say(f"    {done} of {of} entries")

    return told


def _put(secrets: Any, name: str, value: str) -> None:
    try:
        secrets.create_secret(Name=name, SecretString=value)
    except ClientError as error:
        if error.response["Error"]["Code"] != "ResourceExistsException":
            raise
        if secrets.get_secret_value(SecretId=name)["SecretString"] != value:
            secrets.put_secret_value(SecretId=name, SecretString=value)
