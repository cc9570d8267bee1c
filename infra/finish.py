"""What a deployment still owes when CloudFormation is done.

The local cloud ignores time to live and point-in-time recovery in a template, so both are set here,
on AWS too, where it changes nothing. It also looks for a throttled method under its path as it is, not
as CloudFormation spells it. Gateway responses that are resources reach clients only with a new
deployment of the API; on AWS they stand in the API's definition, and SAM sees to that.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from infra.aws import Cloud
from infra.template import Template

API_STAGE = "api"
LIMITS = {"ThrottlingRateLimit": "rateLimit", "ThrottlingBurstLimit": "burstLimit"}


def protect_tables(cloud: Cloud, template: Template, names: dict[str, str]) -> None:
    """Switch on what each table's properties ask for; `names` are physical names by logical id."""
    dynamodb = cloud.client("dynamodb")
    for logical_id, properties in _of_type(template, "AWS::DynamoDB::Table").items():
        if wanted := properties.get("TimeToLiveSpecification"):
            _expire(dynamodb, names[logical_id], wanted)
        if properties.get("PointInTimeRecoverySpecification", {}).get("PointInTimeRecoveryEnabled"):
            _recover(dynamodb, names[logical_id])


def publish_gateway_responses(cloud: Cloud, template: Template, api_id: str) -> bool:
    """Deploy the API once more, unless its stage already serves these very gateway responses."""
    responses = _of_type(template, "AWS::ApiGateway::GatewayResponse")
    mark = (
        "gateway responses "
        + hashlib.sha256(json.dumps(responses, sort_keys=True).encode()).hexdigest()[:16]
    )
    api = cloud.client("apigateway")
    deployed = api.get_stage(restApiId=api_id, stageName=API_STAGE).get("deploymentId")
    if deployed and _description(api, api_id, deployed) == mark:
        return False
    api.create_deployment(restApiId=api_id, stageName=API_STAGE, description=mark)
    return True


def publish_throttles(
    cloud: Cloud, template: Template, api_id: str, parameters: Mapping[str, str]
) -> None:
    """Set the rate and the burst of every method once more, in the API's own spelling."""
    settings = template["Resources"]["RestAPI"]["Properties"]["MethodSettings"]
    patches = [
        {
            "op": "replace",
            "path": f"{one['ResourcePath']}/{one['HttpMethod']}/throttling/{limit}",
            "value": parameters[one[field]["Ref"]],
        }
        for one in settings
        for field, limit in LIMITS.items()
    ]
    api = cloud.client("apigateway")
    api.update_stage(restApiId=api_id, stageName=API_STAGE, patchOperations=patches)


def _of_type(template: Template, kind: str) -> dict[str, dict[str, Any]]:
    return {
        logical_id: resource.get("Properties", {})
        for logical_id, resource in template["Resources"].items()
        if resource["Type"] == kind
    }


def _expire(dynamodb: Any, table: str, wanted: dict[str, Any]) -> None:
    status = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    if status.get("TimeToLiveStatus") not in {"ENABLED", "ENABLING"}:
        dynamodb.update_time_to_live(TableName=table, TimeToLiveSpecification=wanted)


def _recover(dynamodb: Any, table: str) -> None:
    backups = dynamodb.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
    recovery = backups.get("PointInTimeRecoveryDescription", {})
    if recovery.get("PointInTimeRecoveryStatus") != "ENABLED":
        dynamodb.update_continuous_backups(
            TableName=table,
            PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True},
        )


def _description(api: Any, api_id: str, deployment_id: str) -> str:
    try:
        deployment = api.get_deployment(restApiId=api_id, deploymentId=deployment_id)
    except ClientError:
        return ""  # a deployment that cannot be read does not prove anything
    return str(deployment.get("description", ""))
