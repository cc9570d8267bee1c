"""Joining templates."""

import json
from pathlib import Path
from typing import Any

import pytest

from infra.errors import DeploymentRefused
from infra.template import OURS, join, merge, point_to_uploads, read_yaml

API = {
    "Type": "AWS::Serverless::Api",
    "Properties": {"DefinitionBody": {"paths": {"/v1/health": {"get": {}}}}},
}


def test_dictionaries_merge_deeply_and_everything_else_is_replaced() -> None:
    one = {"a": {"b": 1, "c": [1]}, "d": 1}
    other = {"a": {"c": [2], "e": 3}}
    assert merge(one, other) == {"a": {"b": 1, "c": [2], "e": 3}, "d": 1}
    assert one == {"a": {"b": 1, "c": [1]}, "d": 1}


def test_nothing_is_a_value_too() -> None:
    assert merge({"a": 1}, {"a": None}) == {"a": None}


def test_short_forms_become_functions(tmp_path: Path) -> None:
    path = tmp_path / "some.yaml"
    path.write_text("a: !Ref B\nc: !GetAtt D.Arn\ne: !Sub ${F}\ng: !If [H, !Ref I, 1]\n")
    assert read_yaml(path) == {
        "a": {"Ref": "B"},
        "c": {"Fn::GetAtt": ["D", "Arn"]},
        "e": {"Fn::Sub": "${F}"},
        "g": {"Fn::If": ["H", {"Ref": "I"}, 1]},
    }


def test_a_misspelt_resource_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, {"ApiHandler": {"Properties": {"Timeout": 1}}})
    with pytest.raises(DeploymentRefused, match="ApiHandler has no Type"):
        join({"Resources": {"RestAPI": API, "APIHandler": {"Type": "Function"}}}, tmp_path)


def test_a_definition_is_put_in_place(tmp_path: Path) -> None:
    (tmp_path / "some.asl.json").write_text('{"StartAt": "A"}')
    machine = {
        "Type": "AWS::Serverless::StateMachine",
        "Properties": {"DefinitionUri": "some.asl.json"},
    }
    _write(tmp_path, {"Machine": machine})
    joined = join({"Resources": {"RestAPI": API}}, tmp_path)
    assert joined["Resources"]["Machine"]["Properties"] == {"Definition": {"StartAt": "A"}}


def test_answers_and_throttles_are_put_in_place(tmp_path: Path) -> None:
    answers = {"Unauthorized": {"kind": "UNAUTHORIZED", "code": "token_required"}}
    _write(tmp_path, {}, answers)
    joined = join({"Resources": {"RestAPI": API}}, tmp_path)
    properties = joined["Resources"]["RestAPI"]["Properties"]
    (kind,) = properties["DefinitionBody"]["x-amazon-apigateway-gateway-responses"]
    assert kind == joined["Resources"]["Unauthorized"]["Properties"]["ResponseType"]
    (setting,) = properties["MethodSettings"]
    assert setting["ResourcePath"] == "/~1v1~1health"


def test_only_what_was_uploaded_is_replaced() -> None:
    template = {"a": ["./x.zip", "./y.zip", 1], "b": {"c": "./x.zip"}}
    assert point_to_uploads(template, {"./x.zip": "s3://b/k"}) == {
        "a": ["s3://b/k", "./y.zip", 1],
        "b": {"c": "s3://b/k"},
    }


def _write(root: Path, resources: dict[str, Any], answers: dict[str, Any] | None = None) -> None:
    (root / "infra").mkdir()
    (root / "infra" / "gateway_answers.yaml").write_text(json.dumps(answers or {}))
    for name in OURS:
        content = {"Resources": resources} if name == OURS[0] else {}
        (root / "infra" / name).write_text(json.dumps(content))
