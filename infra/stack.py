"""One CloudFormation stack: its parameters, its outputs, and a change set that is waited for."""

import time
from typing import Any

from botocore.exceptions import ClientError, WaiterError

from infra.aws import Cloud
from infra.errors import DeploymentRefused
from infra.progress import step

# boto's waiters ask every 30 seconds by default.
WAIT = {"Delay": 1, "MaxAttempts": 1800}
NOTHING_TO_DO = ("didn't contain changes", "No updates are to be performed")


class Stack:
    """A stack by its name, which may not exist yet."""

    def __init__(self, cloud: Cloud, name: str) -> None:
        self.name = name
        self._cfn: Any = cloud.client("cloudformation")

    def describe(self) -> dict[str, Any] | None:
        """The stack as CloudFormation knows it, or None when there is none."""
        try:
            stack: dict[str, Any] = self._cfn.describe_stacks(StackName=self.name)["Stacks"][0]
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise
        return None if stack["StackStatus"] in {"REVIEW_IN_PROGRESS", "DELETE_COMPLETE"} else stack

    def outputs(self) -> dict[str, str]:
        """Output values by key."""
        found = (self.describe() or {}).get("Outputs", [])
        return {output["OutputKey"]: output["OutputValue"] for output in found}

    def parameters(self) -> dict[str, str]:
        """The parameter values that the stack was last deployed with."""
        found = (self.describe() or {}).get("Parameters", [])
        return {one["ParameterKey"]: one.get("ParameterValue", "") for one in found}

    def resources(self) -> dict[str, str]:
        """Physical names by logical id."""
        pages = self._cfn.get_paginator("list_stack_resources").paginate(StackName=self.name)
        return {
            one["LogicalResourceId"]: one.get("PhysicalResourceId", "")
            for page in pages
            for one in page["StackResourceSummaries"]
        }

    def apply(self, template_url: str, parameters: dict[str, str]) -> bool:
        """Make the stack what the template says; False when there was nothing to change."""
        existing = self.describe()
        if existing and existing["StackStatus"] == "ROLLBACK_COMPLETE":
            raise DeploymentRefused(
                f"The first deployment of {self.name} failed and was rolled back: delete the stack"
                f" (aws cloudformation delete-stack --stack-name {self.name}), then deploy again."
            )
        change = f"deploy-{time.time_ns()}"
        self._cfn.create_change_set(
            StackName=self.name,
            ChangeSetName=change,
            ChangeSetType="UPDATE" if existing else "CREATE",
            TemplateURL=template_url,
            Parameters=[
                {"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()
            ],
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
        )
        with step(f"comparing {self.name} with its template"):
            if not self._is_a_change(change):
                return False
        with step(f"{'updating' if existing else 'creating'} {self.name}"):
            self._execute(change, "stack_update_complete" if existing else "stack_create_complete")
        return True

    def _is_a_change(self, change: str) -> bool:
        names = {"StackName": self.name, "ChangeSetName": change}
        try:
            self._cfn.get_waiter("change_set_create_complete").wait(**names, WaiterConfig=WAIT)
        except WaiterError as error:
            reason = self._cfn.describe_change_set(**names).get("StatusReason", str(error))
            self._cfn.delete_change_set(**names)
            if any(sign in reason for sign in NOTHING_TO_DO):
                return False
            raise DeploymentRefused(f"CloudFormation refused the change: {reason}") from error
        return True

    def _execute(self, change: str, goal: str) -> None:
        self._cfn.execute_change_set(StackName=self.name, ChangeSetName=change)
        try:
            self._cfn.get_waiter(goal).wait(StackName=self.name, WaiterConfig=WAIT)
        except WaiterError as error:
            raise DeploymentRefused(
                f"The deployment of {self.name} failed and was rolled back: {self._first_failure()}"
            ) from error

    def _first_failure(self) -> str:
        events = self._cfn.describe_stack_events(StackName=self.name)["StackEvents"]
        for event in reversed(events[:200]):
            reason = event.get("ResourceStatusReason", "")
            if event["ResourceStatus"].endswith("_FAILED") and "cancelled" not in reason:
                return f"{event['LogicalResourceId']}: {reason}"
        return "CloudFormation gives no reason; look at the events of the stack."
