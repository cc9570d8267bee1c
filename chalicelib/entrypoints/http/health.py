"""Whether the API answers; asks nothing of anybody."""

from typing import Literal

from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.resource import Resource

health = Resource(__name__)


class HealthOut(Value):
    """The API is there."""

    status: Literal["ok"] = "ok"
    product: Literal["hosopay"] = "hosopay"


@health.endpoint("GET", "/v1/health", scope=None, answers={200: HealthOut})
def read_health(call: Call[None, None]) -> Answer:
    """Ask whether the API answers."""
    return Answer(HealthOut(), headers={"Cache-Control": "no-store"})
