"""The whole template: CloudFormation would take it, and nothing in it stands alone."""

import json

from cfnlint.api import lint_all

from chalicelib.settings import Settings
from infra.deploy import ROOT
from infra.template import Template
from tests.infra.reading import as_list, canonical, logical_id, of_type

NO_CONCERN = {
    "I4010",  # a description of the architecture for other programs
    "W3660",  # gateway responses beside a definition: resources only on the local cloud
}
FUNCTION = "AWS::Serverless::Function"


def test_cloudformation_finds_nothing_wrong(translated: Template) -> None:
    found = [one for one in lint_all(json.dumps(translated)) if one.rule.id not in NO_CONCERN]
    assert [f"{one.rule.id} {one.path}: {one.message}" for one in found] == []


def test_gateway_responses_are_in_the_apis_definition_and_resources_only_here(
    joined: Template,
) -> None:
    resources = of_type(joined, "AWS::ApiGateway::GatewayResponse")
    definition = joined["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    defined = definition["x-amazon-apigateway-gateway-responses"]
    assert {one["ResponseType"]: one["StatusCode"] for one in resources.values()} == {
        kind: one["statusCode"] for kind, one in defined.items()
    }
    for logical in resources:
        assert joined["Resources"][logical]["Condition"] == "OnTheLocalCloud"
    assert joined["Conditions"]["OnTheLocalCloud"] == {"Fn::Equals": [{"Ref": "Stage"}, "local"]}


def test_the_state_machine_is_called_what_the_functions_are_told(joined: Template) -> None:
    machine = of_type(joined, "AWS::Serverless::StateMachine")["DossierWorkflow"]
    told = joined["Globals"]["Function"]["Environment"]["Variables"]["WORKFLOW_ARN"]
    assert canonical(told).endswith(f":stateMachine:{canonical(machine['Name'])}")


def test_functions_are_told_every_setting_that_they_read(joined: Template) -> None:
    told = joined["Globals"]["Function"]["Environment"]["Variables"]
    assert {name.upper() for name in Settings.model_fields} <= set(told)


def test_every_function_but_those_of_http_is_woken_by_something(joined: Template) -> None:
    streams = of_type(joined, "AWS::Lambda::EventSourceMapping").values()
    rules = of_type(joined, "AWS::Events::Rule").values()
    machines = of_type(joined, "AWS::Serverless::StateMachine").values()
    woken = (
        {logical_id(stream["FunctionName"]) for stream in streams}
        | {logical_id(target["Arn"]) for rule in rules for target in rule["Targets"]}
        | {logical_id(arn) for one in machines for arn in one["DefinitionSubstitutions"].values()}
    )
    assert set(of_type(joined, FUNCTION)) - {"APIHandler", "Authorize"} == woken


def test_every_function_has_a_policy_of_its_own_and_every_policy_a_function() -> None:
    config = json.loads((ROOT / ".chalice" / "config.json").read_text())
    named = {one["iam_policy_file"] for one in config["lambda_functions"].values()}
    folder = ROOT / ".chalice" / "policies"
    assert named == {f"policies/{path.name}" for path in folder.iterdir()}
    assert config["autogen_policy"] is False


def test_every_function_of_the_code_is_configured(joined: Template) -> None:
    config = json.loads((ROOT / ".chalice" / "config.json").read_text())
    configured = {_camel_case(name) for name in config["lambda_functions"]}
    assert set(of_type(joined, FUNCTION)) == {
        "APIHandler" if name == "ApiHandler" else name for name in configured
    }


def test_streams_can_be_switched_off_and_forget_what_is_too_old(joined: Template) -> None:
    for stream in of_type(joined, "AWS::Lambda::EventSourceMapping").values():
        assert stream["Enabled"] == {"Fn::If": ["StreamIsOn", True, False]}
        assert stream["MaximumRecordAgeInSeconds"] <= 300
        assert stream["MaximumRetryAttempts"] <= 3


def test_logs_end_and_exist_before_anything_wakes_their_function(joined: Template) -> None:
    groups = of_type(joined, "AWS::Logs::LogGroup")
    assert {canonical(one["LogGroupName"]) for one in groups.values()} == {
        f"/aws/lambda/${{{function}}}" for function in of_type(joined, FUNCTION)
    }
    assert all(one["RetentionInDays"] <= 365 for one in groups.values())
    for logical, stream in of_type(joined, "AWS::Lambda::EventSourceMapping").items():
        assert _waits_for(joined, logical) == f"{logical_id(stream['FunctionName'])}Logs"
    for logical, rule in of_type(joined, "AWS::Events::Rule").items():
        assert _waits_for(joined, logical) == f"{logical_id(rule['Targets'][0]['Arn'])}Logs"


def _waits_for(joined: Template, logical: str) -> str:
    return str(joined["Resources"][logical]["DependsOn"])


def test_alarms_watch_what_exists(joined: Template) -> None:
    for alarm in of_type(joined, "AWS::CloudWatch::Alarm").values():
        for dimension in alarm["Dimensions"]:
            known = {"hosopay"} if dimension["Name"] == "ApiName" else set(joined["Resources"])
            assert (logical_id(dimension["Value"]) or dimension["Value"]) in known
        assert as_list(alarm["AlarmDescription"])


def _camel_case(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
