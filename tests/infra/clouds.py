"""The two kinds of cloud, with credentials that open nothing."""

import boto3

from infra.aws import Cloud


def aws() -> Cloud:
    """A cloud without an endpoint of its own; tests put moto behind it."""
    return Cloud(_session(), "ap-southeast-1")


def local() -> Cloud:
    """The local cloud's address; nothing listens there in these tests."""
    return Cloud(_session(), "ap-southeast-1", "http://127.0.0.1:4566")


def _session() -> boto3.Session:
    return boto3.Session(aws_access_key_id="test", aws_secret_access_key="test")
