"""Each role against the AWS calls that its function was seen to make in all tests before."""

from infra.aws import open_cloud
from infra.deploy import stack_name
from local.rights import compare_running
from local.settings import STAGE
from tests.e2e.stage import Stage


def test_every_right_is_used_and_no_call_was_refused(stage: Stage) -> None:
    cloud = open_cloud(stage.run["aws_endpoint_url"])
    found = compare_running(cloud, stack_name(STAGE), stage.settings.iam_calls)
    assert (found.refused, found.never_used) == ((), ())
