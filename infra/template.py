"""Joins Chalice's template with ours into the one that CloudFormation gets."""

import json
from pathlib import Path
from typing import Any

import yaml

from infra.errors import DeploymentRefused
from infra.gateway_answers import gateway_responses
from infra.throttles import method_settings

Template = dict[str, Any]

OURS = (
    "parameters.yaml",
    "tables.yaml",
    "secrets.yaml",
    "workflow.yaml",
    "wiring.yaml",
    "logs.yaml",
    "alarms.yaml",
)


class CloudFormationYaml(yaml.SafeLoader):
    """YAML with CloudFormation's short forms: !Ref, !Sub, !GetAtt, !If, ..."""


def _short_form(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        raise DeploymentRefused(f"!{suffix} takes a text or a list{node.start_mark}")
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix == "Ref" else f"Fn::{suffix}": value}


CloudFormationYaml.add_multi_constructor("!", _short_form)


def read_yaml(path: Path) -> Template:
    """One of our template files."""
    loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=CloudFormationYaml)  # noqa: S506 - a SafeLoader
    return loaded if isinstance(loaded, dict) else {}


def join(chalice: Template, root: Path) -> Template:
    """Chalice's template and all of ours, with definitions, throttles and answers in place.

    Refuses a resource without a Type: its name is then a misspelt one of Chalice's.
    """
    joined = chalice
    answers = read_yaml(root / "infra" / "gateway_answers.yaml")
    for part in (
        *(read_yaml(root / "infra" / name) for name in OURS),
        gateway_responses(answers),
        method_settings(chalice),
    ):
        joined = merge(joined, part)
    for logical_id, resource in joined["Resources"].items():
        if "Type" not in resource:
            raise DeploymentRefused(
                f"The resource {logical_id} has no Type: is its name spelt as Chalice spells it?"
            )
        if resource["Type"] == "AWS::Serverless::StateMachine":
            _put_definition(resource["Properties"], root)
    result: Template = joined
    return result


def merge(one: Any, other: Any) -> Any:
    """Dictionaries deeply, everything else replaced; neither argument is changed."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = [*one, *(key for key in other if key not in one)]
        return {
            key: merge(one[key], other[key])
            if key in one and key in other
            else other.get(key, one.get(key))
            for key in keys
        }
    return other


def point_to_uploads(template: Template, addresses: dict[str, str]) -> Template:
    """The template with every local zip replaced by the address of its upload."""

    def replaced(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: replaced(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [replaced(inner) for inner in value]
        return addresses.get(value, value) if isinstance(value, str) else value

    result: Template = replaced(template)
    return result


def _put_definition(properties: dict[str, Any], root: Path) -> None:
    path = properties.pop("DefinitionUri", None)
    if path is not None:
        properties["Definition"] = json.loads((root / path).read_text(encoding="utf-8"))
