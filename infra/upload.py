"""The bucket of artifacts, and uploads named by their contents, so that each is made once."""

import hashlib
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from infra.aws import LOCAL_ACCOUNT, Cloud
from infra.progress import step

MISSING = {"404", "NoSuchBucket", "NoSuchKey", "NotFound"}


def artifact_bucket(cloud: Cloud, stage: str) -> str:
    """The bucket of this account, region and stage; created, closed to the public, if missing."""
    account = (
        LOCAL_ACCOUNT
        if cloud.endpoint_url
        else cloud.client("sts").get_caller_identity()["Account"]
    )
    name = f"hosopay-{stage}-artifacts-{account}-{cloud.region}"
    s3 = cloud.client("s3")
    if _exists(s3.head_bucket, Bucket=name):
        return name
    where = {} if cloud.region == "us-east-1" else {"LocationConstraint": cloud.region}
    s3.create_bucket(Bucket=name, **({"CreateBucketConfiguration": where} if where else {}))
    s3.put_public_access_block(
        Bucket=name,
        PublicAccessBlockConfiguration={
            "BlockPublicAcls": True,
            "IgnorePublicAcls": True,
            "BlockPublicPolicy": True,
            "RestrictPublicBuckets": True,
        },
    )
    return name


def upload_file(cloud: Cloud, bucket: str, path: Path) -> str:
    """Upload a file unless the same contents are there; gives its s3:// address."""
    return f"s3://{bucket}/{_upload(cloud, bucket, path.read_bytes(), path.suffix)}"


def upload_template(cloud: Cloud, bucket: str, body: bytes) -> str:
    """Upload a template; gives the HTTP address that CloudFormation asks for."""
    key = _upload(cloud, bucket, body, ".json")
    if cloud.endpoint_url:
        return f"{cloud.endpoint_url}/{bucket}/{key}"
    return f"https://{bucket}.s3.{cloud.region}.amazonaws.com/{key}"


def _upload(cloud: Cloud, bucket: str, body: bytes, suffix: str) -> str:
    key = hashlib.sha256(body).hexdigest() + suffix
    s3 = cloud.client("s3")
    if not _exists(s3.head_object, Bucket=bucket, Key=key):
        with step(f"uploading {len(body) / 1e6:.1f} MB"):
            s3.put_object(Bucket=bucket, Key=key, Body=body)
    return key


def _exists(head: Any, **what: str) -> bool:
    try:
        head(**what)
    except ClientError as error:
        if error.response["Error"]["Code"] in MISSING:
            return False
        raise
    return True
