"""The contract runs for every provider of the registry, over the cases of its folder."""

import pytest

from chalicelib.ports.provider import Provider
from chalicelib.providers.registry import PROVIDERS
from tests.providers.contract.cases import Folder, folder


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`provider` in a test is each provider; `exchange_case`, `notification_case`, `fact` each of its."""
    if "fact" in metafunc.fixturenames:
        facts = [
            pytest.param(name, fact, id=f"{name}-{fact.title}")
            for name in PROVIDERS
            for fact in folder(name).acknowledgements.facts
        ]
        metafunc.parametrize(("provider_name", "fact"), facts)
        return
    kinds = {"exchange_case": "exchanges", "notification_case": "notifications"}
    wanted = [kind for kind in kinds if kind in metafunc.fixturenames]
    if wanted:
        rows = [
            pytest.param(name, case, id=f"{name}-{stem}")
            for name in PROVIDERS
            for stem, case in getattr(folder(name), kinds[wanted[0]]).items()
        ]
        metafunc.parametrize(("provider_name", wanted[0]), rows)
    elif "provider_name" in metafunc.fixturenames:
        metafunc.parametrize("provider_name", PROVIDERS)


@pytest.fixture
def provider(provider_name: str) -> Provider:
    """The provider under test."""
    return PROVIDERS[provider_name]


@pytest.fixture
def cases(provider_name: str) -> Folder:
    """Its folder."""
    return folder(provider_name)
