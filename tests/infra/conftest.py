"""The joined template, as it is deployed, and as CloudFormation sees it after the SAM transform."""

from collections.abc import Iterator
from typing import Any

import pytest
from samtranslator.translator.transform import transform

from infra.aws import LOCAL_REGION
from infra.deploy import ROOT
from infra.packaging import Package, package
from infra.template import Template, join, point_to_uploads


class NoManagedPolicies:
    """The translator asks for AWS's managed policies by name; this template names none."""

    def load(self) -> dict[str, str]:
        return {}


@pytest.fixture(scope="session")
def built() -> Package:
    return package(ROOT, "local", LOCAL_REGION)


@pytest.fixture(scope="session")
def joined(built: Package) -> Template:
    return join(built.template, ROOT)


@pytest.fixture(scope="session")
def region() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_DEFAULT_REGION", LOCAL_REGION)
        yield


@pytest.fixture(scope="session")
def translated(joined: Template, built: Package, region: None) -> Template:
    uploads = {name: f"s3://artifacts/{path.name}" for name, path in built.archives.items()}
    template: Any = point_to_uploads(joined, uploads)
    result: Template = transform(template, {}, NoManagedPolicies())
    return result
