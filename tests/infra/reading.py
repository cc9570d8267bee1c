"""Reads a template: resources of a type, and what a role may do to what."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from infra.template import Template


@dataclass(frozen=True)
class Right:
    """One action on one resource; the resource as canonical JSON of its expression."""

    action: str
    resource: str


def of_type(template: Template, kind: str) -> dict[str, dict[str, Any]]:
    """Properties by logical id."""
    return {
        logical_id: resource.get("Properties", {})
        for logical_id, resource in template["Resources"].items()
        if resource["Type"] == kind
    }


def canonical(expression: Any) -> str:
    """Two spellings of one reference become one text: `${A.Arn}` is GetAtt A.Arn."""
    if isinstance(expression, dict) and "Fn::GetAtt" in expression:
        target = expression["Fn::GetAtt"]
        name, attribute = target.split(".", 1) if isinstance(target, str) else target
        return f"${{{name}.{attribute}}}"
    if isinstance(expression, dict) and "Ref" in expression:
        return f"${{{expression['Ref']}}}"
    if isinstance(expression, dict) and isinstance(expression.get("Fn::Sub"), str):
        return str(expression["Fn::Sub"])
    return expression if isinstance(expression, str) else json.dumps(expression, sort_keys=True)


def logical_id(expression: Any) -> str:
    """What a Ref or GetAtt points to."""
    return canonical(expression).removeprefix("${").split(".")[0].removesuffix("}")


def rights(template: Template, role: str) -> set[Right]:
    """Everything that a role's own policies allow."""
    return {
        Right(action, canonical(resource))
        for statement in _statements(of_type(template, "AWS::IAM::Role")[role])
        for action in as_list(statement["Action"])
        for resource in as_list(statement["Resource"])
    }


def role_of(template: Template, function: str) -> str:
    """The logical id of a function's or state machine's role."""
    properties = template["Resources"][function]["Properties"]
    return logical_id(properties.get("Role") or properties["RoleArn"])


def as_list(value: Any) -> list[Any]:
    """IAM takes one or many."""
    return value if isinstance(value, list) else [value]


def _statements(role: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for policy in role.get("Policies", []):
        for statement in as_list(policy["PolicyDocument"]["Statement"]):
            assert statement["Effect"] == "Allow"
            yield statement
