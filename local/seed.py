"""What a fresh local cloud needs before the first dossier: merchants' secrets and the catalogue."""

import json
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.storage.catalogue import DynamoCatalogue
from chalicelib.storage.commits import DynamoCommits
from chalicelib.storage.tables import Tables
from chalicelib.usecases.load_catalogue import CatalogueFile
from chalicelib.usecases.load_catalogue import load_catalogue as load
from infra.aws import Cloud
from infra.deploy import Deployed
from infra.progress import step
from local.settings import ROOT

TABLES = ("procedures", "dossiers", "transactions", "callbacks")

# MoMo publishes these for its test environment; they open nothing else.
MOMO_TEST_MERCHANTS = {
    "MOMO": ("F8BBA842ECF85", "K951B6PE1waDMi640xX08PD3vg6EkVlz"),
    "MOMOBKUN20180529": ("klm05TvNBzhg7h7j", "at67qH6mk8w5Y1nAyMoYKMWACiEi2bsa"),
    "MOMOLRJZ20181206": ("mTCKt9W3eU1m39TW", "SetA5RDnLHvt51AULf51DyauxUo3kDU6"),
}
VNPAY_DEMO_MERCHANT = ("HOSOPAY1", "SANDBOXSECRETOFHOSOPAYDEMO000001")
"""VNPAY publishes no test merchant; this one exists in our sandbox only."""


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
    terminal, hash_secret = VNPAY_DEMO_MERCHANT
    _put(secrets, f"{prefix}/vnpay/{terminal}", json.dumps({"hash_secret": hash_secret}))


def load_catalogue(cloud: Cloud, stack: Deployed) -> None:
    """The demo's procedures, agencies, offerings and merchants, through the product's own code."""
    names = {role: stack.outputs[f"{role.capitalize()}Table"] for role in TABLES}
    tables = Tables(client=cloud.client("dynamodb"), **names)
    file = CatalogueFile.model_validate_json((ROOT / "local" / "catalogue.json").read_bytes())
    load(DynamoCommits(tables), DynamoCatalogue(tables), file)


def _put(secrets: Any, name: str, value: str) -> None:
    try:
        secrets.create_secret(Name=name, SecretString=value)
    except ClientError as error:
        if error.response["Error"]["Code"] != "ResourceExistsException":
            raise
        if secrets.get_secret_value(SecretId=name)["SecretString"] != value:
            secrets.put_secret_value(SecretId=name, SecretString=value)
