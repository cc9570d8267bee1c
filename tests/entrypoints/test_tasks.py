"""A task that fails says so itself, and says what the workflow may try again."""

from types import SimpleNamespace

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from chalicelib.domain.errors import Transient
from chalicelib.entrypoints import tasks
from chalicelib.entrypoints.tasks import passes, task


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


def test_what_cannot_be_reported_is_named_by_its_class(monkeypatch: pytest.MonkeyPatch) -> None:
    """A retry of the workflow matches the class of what ended a function that reported nothing."""

    def fail(token: str, error: str, cause: str) -> bool:
        raise said("ServiceUnavailable", 503)

    workflow = SimpleNamespace(fail=fail)
    monkeypatch.setattr(tasks, "world", lambda: SimpleNamespace(workflow=workflow))

    @task
    def broken(event: dict[str, str], context: object) -> None:
        raise KeyError("run")

    with pytest.raises(Transient, match="KeyError"):
        broken({"token": "1"}, None)
