"""What Step Functions calls: open the task that the dossier waits for."""

import functools

from chalice import Blueprint

from chalicelib.bootstrap import world
from chalicelib.domain.errors import Transient, answered, name_of
from chalicelib.domain.task import TaskKind
from chalicelib.entrypoints.worker import Event, Handler, worker
from chalicelib.usecases.open_task import open_task as open_the_task

tasks = Blueprint(__name__)

PASSING = frozenset(
    {
        "Transient",
        "ThrottlingException",
        "ProvisionedThroughputExceededException",
        "InternalServerError",
        "ConnectTimeoutError",
        "ReadTimeoutError",
        "EndpointConnectionError",
    }
)
"""Names of errors that pass; the workflow retries them as `Transient`, as it does every error of a
service that blames itself: its status is 500 or more, whatever it calls it."""

OWN_FAULT = 500


def task(handler: Handler) -> Handler:
    """Report the task's own failure before raising it.

    What the runtime says of an exception is its class, and every refusal of a service is a
    `ClientError`: the workflow would retry none of them or all. Only where nothing can be reported
    does the class speak for itself.
    """

    @functools.wraps(handler)
    def reporting(event: Event, context: object) -> None:
        try:
            handler(event, context)
        except Exception as error:
            name = name_of(error)
            said = "Transient" if passes(error) else name
            try:
                world().workflow.fail(event["token"], said, name)
            except Exception:
                raise Transient(name) from None
            raise RuntimeError(name) from None

    return reporting


def passes(error: Exception) -> bool:
    """Whether the same call may succeed a little later."""
    status = answered(error).get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return name_of(error) in PASSING or status >= OWN_FAULT


@tasks.lambda_function(name="open_task")
@worker
@task
def open_task(event: Event, context: object) -> None:
    """Returns nothing: the answer travels with the token, and a return value would be kept."""
    kind = TaskKind(event["kind"])
    open_the_task(world(), event["dossier"], int(event["run"]), kind, event["token"])
