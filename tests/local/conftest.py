"""One local cloud for the tests of the launcher."""

from collections.abc import Iterator

import pytest

from local.cloud import start_cloud, stop_cloud
from local.environments import ensure_environments
from local.settings import LocalSettings
from tests.local.clouds import own_settings


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalSettings]:
    settings = own_settings(tmp_path_factory.mktemp("cloud"))
    ensure_environments(settings)
    start_cloud(settings)
    yield settings
    stop_cloud(settings)
