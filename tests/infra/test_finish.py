"""What a deployment owes when CloudFormation is done."""

from typing import Any

from moto import mock_aws

from infra.finish import protect_tables, publish_gateway_responses, publish_throttles
from tests.infra.clouds import aws

TABLE = {
    "Type": "AWS::DynamoDB::Table",
    "Properties": {
        "TimeToLiveSpecification": {"AttributeName": "expires_at", "Enabled": True},
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
    },
}


def _responses(text: str) -> dict[str, Any]:
    properties = {"ResponseType": "UNAUTHORIZED", "ResponseTemplates": {"application/json": text}}
    return {
        "Resources": {"A": {"Type": "AWS::ApiGateway::GatewayResponse", "Properties": properties}}
    }


def test_tables_expire_and_recover_as_the_template_says() -> None:
    with mock_aws():
        dynamodb = aws().client("dynamodb")
        _create_table(dynamodb)
        for _ in range(2):  # the second time, there is nothing left to do
            protect_tables(aws(), {"Resources": {"Callbacks": TABLE}}, {"Callbacks": "real-name"})
        expiry = dynamodb.describe_time_to_live(TableName="real-name")["TimeToLiveDescription"]
        backups = dynamodb.describe_continuous_backups(TableName="real-name")
    assert expiry == {"TimeToLiveStatus": "ENABLED", "AttributeName": "expires_at"}
    recovery = backups["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
    assert recovery["PointInTimeRecoveryStatus"] == "ENABLED"


def test_gateway_responses_are_published_when_they_changed_and_only_then() -> None:
    with mock_aws():
        api_id = _create_api(aws().client("apigateway"))
        assert publish_gateway_responses(aws(), _responses("one"), api_id)
        assert not publish_gateway_responses(aws(), _responses("one"), api_id)
        assert publish_gateway_responses(aws(), _responses("other"), api_id)


def test_gateway_responses_are_published_again_after_another_deployment() -> None:
    with mock_aws():
        api = aws().client("apigateway")
        api_id = _create_api(api)
        publish_gateway_responses(aws(), _responses("one"), api_id)
        api.create_deployment(restApiId=api_id, stageName="api", description="a new route")
        assert publish_gateway_responses(aws(), _responses("one"), api_id)


def test_throttles_reach_the_stage_under_the_paths_that_it_serves() -> None:
    setting = {
        "HttpMethod": "GET",
        "ResourcePath": "/~1v1~1orders~1{order_id}",
        "ThrottlingRateLimit": {"Ref": "PortalRate"},
        "ThrottlingBurstLimit": {"Ref": "PortalBurst"},
    }
    template = {"Resources": {"RestAPI": {"Properties": {"MethodSettings": [setting]}}}}
    with mock_aws():
        api = aws().client("apigateway")
        api_id = _create_api(api)
        publish_throttles(aws(), template, api_id, {"PortalRate": "80", "PortalBurst": "40"})
        (found,) = api.get_stage(restApiId=api_id, stageName="api")["methodSettings"].items()
    assert found[0] == "~1v1~1orders~1{order_id}/GET"
    assert found[1]["throttlingRateLimit"] == 80
    assert found[1]["throttlingBurstLimit"] == 40


def _create_table(dynamodb: Any) -> None:
    dynamodb.create_table(
        TableName="real-name",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )


def _create_api(api: Any) -> str:
    made = api.create_rest_api(name="some")
    api_id, root = made["id"], made["rootResourceId"]
    method = {"restApiId": api_id, "resourceId": root, "httpMethod": "GET"}
    api.put_method(**method, authorizationType="NONE")
    api.put_integration(**method, type="MOCK")
    api.create_deployment(restApiId=api_id, stageName="api")
    return str(api_id)
