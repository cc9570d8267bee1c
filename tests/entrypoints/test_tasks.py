"""A task that fails says so itself, and says what the workflow may try again."""

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from chalicelib.domain.errors import Transient
from chalicelib.entrypoints.tasks import passes


def said(code: str, status: int) -> ClientError:
    """What a client raises for such an answer."""
    answer = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(answer, "SendTaskSuccess")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "error",
    [
        said("InternalFailure", 500),
        said("ServiceUnavailable", 503),
        said("ThrottlingException", 400),
        said("InternalServerError", 500),
        ReadTimeoutError(endpoint_url="https://states"),
        Transient("the dossier is not there"),
    ],
)
def test_what_a_service_blames_itself_for_passes(error: Exception) -> None:
    assert passes(error)


@pytest.mark.parametrize("error", [said("AccessDeniedException", 400), KeyError("run")])
def test_what_is_our_fault_does_not_pass(error: Exception) -> None:
    assert not passes(error)
