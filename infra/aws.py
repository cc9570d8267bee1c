"""Clients for AWS or for the local cloud: only the endpoint and the credentials differ."""

import os
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.config import Config

from infra.errors import DeploymentRefused

LOCAL_REGION = "ap-southeast-1"
LOCAL_ACCOUNT = "123456789012"


@dataclass(frozen=True)
class Cloud:
    """Where to deploy: an AWS account, or an endpoint on this machine."""

    session: boto3.Session
    region: str
    endpoint_url: str | None = None

    def client(self, service: str) -> Any:
        """A client of one service; `Any`, for most services have no types here."""
        config = Config(
            retries={"mode": "standard", "max_attempts": 5},
            s3={"addressing_style": "path"} if self.endpoint_url else {},
            proxies={} if self.endpoint_url else None,
        )
        make: Any = self.session.client
        return make(service, region_name=self.region, endpoint_url=self.endpoint_url, config=config)


def open_cloud(endpoint_url: str | None = None, region: str | None = None) -> Cloud:
    """The local cloud when an endpoint is given, else AWS with the caller's own credentials."""
    if endpoint_url:
        session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test")  # noqa: S106 - any secret does
        return Cloud(session, region or LOCAL_REGION, endpoint_url.rstrip("/"))
    session = boto3.Session()
    where = region or os.environ.get("AWS_REGION") or session.region_name
    if not where:
        raise DeploymentRefused("Which AWS region? Give --region or set AWS_REGION.")
    if session.get_credentials() is None:
        raise DeploymentRefused(
            "There are no AWS credentials: set AWS_PROFILE or AWS_ACCESS_KEY_ID and"
            " AWS_SECRET_ACCESS_KEY, then try again."
        )
    return Cloud(session, where)
