"""Holds what each function's role may do against what it was seen to do on the local cloud.

python -m local.rights   what was refused, and what is granted and was never used
"""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError

from infra.aws import Cloud, open_cloud
from infra.deploy import stack_name
from infra.stack import Stack
from local.errors import LocalTrouble
from local.settings import STAGE, read_settings

# The local cloud writes logs and reads streams by itself, in no role's name.
UNSEEN = (
    "logs:",
    "xray:",
    "dynamodb:DescribeStream",
    "dynamodb:GetRecords",
    "dynamodb:GetShardIterator",
    "dynamodb:ListStreams",
)


@dataclass(frozen=True, order=True)
class Right:
    """A role, named as in the template, with one action on one resource or pattern of resources."""

    role: str
    action: str
    resource: str

    def covers(self, call: "Right") -> bool:
        """Whether this right is enough for a call."""
        return (self.role, self.action) == (call.role, call.action) and fnmatchcase(
            call.resource, self.resource
        )


@dataclass(frozen=True)
class Comparison:
    """What is wrong with the roles; nothing, when both are empty."""

    refused: tuple[Right, ...]
    never_used: tuple[Right, ...]


def compare(granted: Iterable[Right], calls: Iterable[tuple[Right, bool]]) -> Comparison:
    """Refused calls that no present right covers, and rights that no call needed."""
    rights, seen = sorted(set(granted)), sorted(set(calls))
    return Comparison(
        refused=tuple(
            call
            for call, allowed in seen
            if not allowed and not any(right.covers(call) for right in rights)
        ),
        never_used=tuple(
            right
            for right in rights
            if not right.action.startswith(UNSEEN)
            and not any(allowed and right.covers(call) for call, allowed in seen)
        ),
    )


def granted_rights(cloud: Cloud, stack: str) -> Iterator[Right]:
    """Every right of every role of a stack's functions, as deployed."""
    iam = cloud.client("iam")
    for role, physical in _function_roles(cloud, stack).items():
        for policy in iam.list_role_policies(RoleName=physical)["PolicyNames"]:
            document = iam.get_role_policy(RoleName=physical, PolicyName=policy)["PolicyDocument"]
            for statement in document["Statement"]:
                for action in _as_list(statement["Action"]):
                    for resource in _as_list(statement["Resource"]):
                        yield Right(role, action, resource)


def observed_calls(path: Path, roles: dict[str, str]) -> Iterator[tuple[Right, bool]]:
    """The calls written down by the launcher, of these roles (physical names by logical id)."""
    logical = {physical: role for role, physical in roles.items()}
    for line in path.read_text().splitlines():
        call = json.loads(line)
        if call["role"] in logical:
            role = logical[call["role"]]
            yield Right(role, call["action"], call["resource"]), call["allowed"]


def compare_running(cloud: Cloud, stack: str, calls: Path) -> Comparison:
    """The comparison for a stack on a local cloud that was used."""
    roles = _function_roles(cloud, stack)
    return compare(granted_rights(cloud, stack), observed_calls(calls, roles))


def _function_roles(cloud: Cloud, stack: str) -> dict[str, str]:
    resources = Stack(cloud, stack).resources()
    return {
        name: physical
        for name, physical in resources.items()
        if name.endswith("Role") and name != "DossierWorkflowRole"
    }


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def main() -> int:
    """The command; 0 when every right is needed and none is missing."""
    try:
        settings = read_settings()
        cloud = open_cloud(settings.cloud_url)
        found = compare_running(cloud, stack_name(STAGE), settings.iam_calls)
    except (LocalTrouble, BotoCoreError, OSError) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    for title, rights in (("refused", found.refused), ("never used", found.never_used)):
        for right in rights:
            print(f"{title:<11} {right.role:<22} {right.action:<34} {right.resource}")
    return 1 if found.refused or found.never_used else 0


if __name__ == "__main__":
    sys.exit(main())
