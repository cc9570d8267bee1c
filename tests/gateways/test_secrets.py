"""Merchants' credentials and the stage's own keys from Secrets Manager, on moto."""

import json
import uuid
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from aws_lambda_powertools.utilities.parameters import SecretsProvider
from aws_lambda_powertools.utilities.parameters.exceptions import GetParameterError
from moto import mock_aws

from chalicelib.domain.errors import Transient
from chalicelib.gateways.secrets import CachedSecrets

OLD, NEW = ({"access_key": "a", "secret_key": name} for name in ("old", "new"))


class Manager:
    """Secrets Manager, and the secrets of a stage of its own: moto forgets only when its
    outermost mock ends."""

    def __init__(self) -> None:
        self.client = boto3.client("secretsmanager", region_name="ap-southeast-1")
        self.prefix = f"stage-{uuid.uuid4()}"
        self.secrets = CachedSecrets(self.prefix, SecretsProvider(boto3_client=self.client))

    def create(self, name: str, value: object) -> None:
        self.client.create_secret(Name=f"{self.prefix}/{name}", SecretString=json.dumps(value))

    def change(self, name: str, value: object) -> None:
        secret = f"{self.prefix}/{name}"
        self.client.put_secret_value(SecretId=secret, SecretString=json.dumps(value))


@pytest.fixture
def manager() -> Iterator[Manager]:
    with mock_aws():
        yield Manager()


def test_one_set_of_credentials_is_found(manager: Manager) -> None:
    manager.create("momo/MOMO", NEW)
    assert manager.secrets.credentials("momo", "MOMO") == (NEW,)


def test_during_a_rotation_there_are_two_the_one_to_sign_with_first(manager: Manager) -> None:
    manager.create("momo/MOMO", [NEW, OLD])
    assert manager.secrets.credentials("momo", "MOMO") == (NEW, OLD)


def test_another_merchant_provider_or_stage_has_none(manager: Manager) -> None:
    manager.create("momo/MOMO", NEW)
    assert manager.secrets.credentials("momo", "OTHER") == ()
    assert manager.secrets.credentials("vnpay", "MOMO") == ()
    assert Manager().secrets.credentials("momo", "MOMO") == ()


def test_they_are_kept_for_a_while(manager: Manager) -> None:
    manager.create("momo/MOMO", OLD)
    manager.secrets.credentials("momo", "MOMO")
    manager.change("momo/MOMO", NEW)
    assert manager.secrets.credentials("momo", "MOMO") == (OLD,)


class Refusing:
    """A provider that must not be asked, or fails."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def get(self, name: str, **_: Any) -> str:
        raise self._error


@pytest.mark.parametrize(
    "merchant_id", ["", "../other/MOMO", "MOMO/../X", "a b", "x" * 65, "MOMO\n", "mômô"]
)
def test_a_merchant_id_that_is_none_asks_nobody(merchant_id: str) -> None:
    provider: Any = Refusing(AssertionError("asked"))
    assert CachedSecrets("hosopay-local", provider).credentials("momo", merchant_id) == ()


def test_an_outage_is_not_taken_for_a_merchant_without_secrets() -> None:
    provider: Any = Refusing(GetParameterError("InternalServiceError"))
    with pytest.raises(GetParameterError):
        CachedSecrets("hosopay-local", provider).credentials("momo", "MOMO")


def test_a_merchant_that_is_nobodys_is_asked_for_once_a_minute_at_most(manager: Manager) -> None:
    """A flood of invented merchant ids must not cost a call each."""
    assert manager.secrets.credentials("momo", "MOMO") == ()
    manager.create("momo/MOMO", NEW)
    assert manager.secrets.credentials("momo", "MOMO") == ()


KEYS = {"1": "ab" * 32, "2": "CD" * 40}


def test_the_stage_s_keys_are_found_by_their_versions(manager: Manager) -> None:
    manager.create("applicant-key", KEYS)
    assert manager.secrets.applicant_keys() == {1: b"\xab" * 32, 2: b"\xcd" * 40}


@pytest.mark.parametrize(
    "value",
    [{}, [], "ab" * 32, {"1": "short"}, {"1": "ab" * 31}, {"x": "ab" * 32}, {"1": 7}, {"1": None}],
    ids=str,
)
def test_what_is_no_set_of_keys_is_not_used(manager: Manager, value: object) -> None:
    manager.create("applicant-key", value)
    with pytest.raises(Transient):
        manager.secrets.applicant_keys()


def test_keys_that_are_not_there_or_cannot_be_read_pass(manager: Manager) -> None:
    with pytest.raises(Transient):
        manager.secrets.applicant_keys()
    provider: Any = Refusing(GetParameterError("AccessDeniedException"))
    with pytest.raises(Transient):
        CachedSecrets("hosopay-local", provider).applicant_keys()


class Fading:
    """A provider that answers once."""

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)

    def get(self, name: str, **_: Any) -> str:
        if not self._answers:
            raise GetParameterError("InternalServiceError")
        return self._answers.pop(0)


@pytest.mark.parametrize("later", [(), ("no JSON",), ("{}",)])
def test_keys_that_were_read_serve_through_an_outage(later: tuple[str, ...]) -> None:
    provider: Any = Fading(json.dumps({"1": "ab" * 32}), *later)
    secrets = CachedSecrets("hosopay-local", provider)
    assert secrets.applicant_keys() == secrets.applicant_keys() == {1: b"\xab" * 32}
