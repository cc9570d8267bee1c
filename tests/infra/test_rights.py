"""Who may do what. The local cloud enforces the rights of functions; those of the state machine,
the event sources, the rules and the API it does not, so these tests hold them."""

import re

import pytest

from infra.template import Template
from tests.infra.reading import Right, canonical, logical_id, of_type, rights, role_of

FUNCTION = "AWS::Serverless::Function"
STREAM_ACTIONS = {"DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"}
TASK_ANSWERS = {"states:SendTaskSuccess", "states:SendTaskFailure"}
TRACES = {"xray:PutTraceSegments", "xray:PutTelemetryRecords"}
ARN = "arn:${AWS::Partition}:%s:${AWS::Region}:${AWS::AccountId}:%s"
# Resources whose last part no template can know.
OPEN_ENDED = {
    ARN % ("logs", "log-group:/aws/lambda/${AWS::StackName}-*"),
    ARN % ("states", "execution:${AWS::StackName}-DossierWorkflow:*"),
    ARN % ("secretsmanager", "secret:${AWS::StackName}/*/*"),
}


def test_the_state_machine_may_call_what_its_definition_calls_and_nothing_else(
    joined: Template,
) -> None:
    machine = of_type(joined, "AWS::Serverless::StateMachine")["DossierWorkflow"]
    placeholders = set(re.findall(r"\$\{(\w+)\}", str(machine["Definition"])))
    substitutions = machine["DefinitionSubstitutions"]
    assert placeholders == set(substitutions)
    assert rights(joined, role_of(joined, "DossierWorkflow")) == {
        Right("lambda:InvokeFunction", canonical(arn)) for arn in substitutions.values()
    }


def test_a_placeholder_is_the_name_of_the_function_it_stands_for(joined: Template) -> None:
    machine = of_type(joined, "AWS::Serverless::StateMachine")["DossierWorkflow"]
    for name, arn in machine["DefinitionSubstitutions"].items():
        assert logical_id(arn) == name


def test_every_stream_may_be_read_by_the_function_that_it_wakes(joined: Template) -> None:
    mappings = of_type(joined, "AWS::Lambda::EventSourceMapping")
    assert mappings
    for mapping in mappings.values():
        function = logical_id(mapping["FunctionName"])
        source = canonical(mapping["EventSourceArn"])
        needed = {Right(f"dynamodb:{action}", source) for action in STREAM_ACTIONS}
        assert needed <= rights(joined, role_of(joined, function))


def test_no_stream_may_be_read_by_anyone_else(joined: Template) -> None:
    mappings = of_type(joined, "AWS::Lambda::EventSourceMapping").values()
    woken = {logical_id(one["FunctionName"]) for one in mappings}
    for function in set(of_type(joined, FUNCTION)) - woken:
        granted = rights(joined, role_of(joined, function))
        assert not [right for right in granted if "Stream" in right.resource]


def test_every_rule_may_call_its_target(joined: Template) -> None:
    permissions = {
        (logical_id(one["FunctionName"]), one["Principal"], canonical(one.get("SourceArn", "")))
        for one in of_type(joined, "AWS::Lambda::Permission").values()
    }
    rules = of_type(joined, "AWS::Events::Rule")
    assert rules
    for name, rule in rules.items():
        for target in rule["Targets"]:
            wanted = (logical_id(target["Arn"]), "events.amazonaws.com", f"${{{name}.Arn}}")
            assert wanted in permissions


def test_the_api_may_call_its_handler_and_its_authorizer(translated: Template) -> None:
    called = set(re.findall(r"\$\{(\w+)\.Arn\}/invocations", str(translated)))
    permitted = {
        logical_id(one["FunctionName"])
        for one in of_type(translated, "AWS::Lambda::Permission").values()
        if one["Principal"] == "apigateway.amazonaws.com"
    }
    assert called == permitted == {"APIHandler", "Authorize"}


def test_a_resource_is_named_wherever_it_can_be(joined: Template) -> None:
    for role in of_type(joined, "AWS::IAM::Role"):
        for right in rights(joined, role):
            if right.resource == "*":
                assert right.action in TASK_ANSWERS | TRACES
            elif "*" in right.resource:
                assert right.resource in OPEN_ENDED
            assert "*" not in right.action


@pytest.mark.parametrize("policy", ["ManagedPolicyArns", "PermissionsBoundary"])
def test_no_role_gets_rights_from_elsewhere(joined: Template, policy: str) -> None:
    for role in of_type(joined, "AWS::IAM::Role").values():
        assert policy not in role


def test_tokens_are_checked_without_any_right_but_to_log(joined: Template) -> None:
    granted = rights(joined, role_of(joined, "Authorize"))
    assert {right.action.split(":")[0] for right in granted} == {"logs"}
