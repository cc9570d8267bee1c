"""MoMo's interface over HTTP, with the script standing around the work and the journal behind it."""

from collections.abc import Mapping
from functools import partial

from pydantic_core import from_json
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.behaviours import QUERY
from sandbox.journal import Journal
from sandbox.momo.answers import Answer
from sandbox.momo.gateway import Gateway
from sandbox.script import Script
from sandbox.telling import TRUTH, Telling

CALLS = ("create", "query")
PERSONAL = frozenset({"userInfo", "deliveryInfo"})
"""Fields about the payer, which the journal does not keep."""
JOURNAL_BODY = 20_000


class Api:
    def __init__(self, gateway: Gateway, script: Script, journal: Journal) -> None:
        self._script = script
        self._journal = journal
        self._gateway = gateway

    @property
    def routes(self) -> list[Route]:
        return [
            Route(f"/momo/v2/gateway/api/{name}", partial(self._answer, name), methods=["POST"])
            for name in CALLS
        ]

    async def _answer(self, name: str, request: Request) -> Response:
        body = await request.body()
        order_id = _order_id(body)
        work = partial(self._work, name, body, order_id)
        step = self._script.take(name, order_id, str(_object(body).get("orderInfo", "")))
        if step is None:
            return await work(TRUTH)
        does = {"behaviour": step.do, **step.arguments}
        self._journal.note("momo", "script", f"{name}: {step.do}", order_id=order_id, **does)
        return await self._script.behaviours[step.do].perform(work, step.arguments)

    async def _work(self, name: str, body: bytes, order_id: str, telling: Telling) -> Response:
        answer = self._gateway.query(body, telling) if name == QUERY else self._gateway.create(body)
        self._note(name, body, order_id, answer)
        return JSONResponse(dict(answer.body), status_code=answer.status)

    def _note(self, name: str, body: bytes, order_id: str, answer: Answer) -> None:
        asked = {key: value for key, value in _object(body).items() if key not in PERSONAL}
        self._journal.note(
            "momo",
            name,
            f"result {answer.body['resultCode']}: {answer.body['message']}",
            order_id=order_id,
            request=asked if len(body) <= JOURNAL_BODY else f"{len(body)} bytes",
            answer=dict(answer.body),
            status=answer.status,
            **answer.remarks,
        )


def _object(body: bytes) -> Mapping[str, object]:
    """The body as far as it can be read, for the script and the journal; the gateway judges it."""
    try:
        read = from_json(body, allow_inf_nan=False)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _order_id(body: bytes) -> str:
    return str(_object(body).get("orderId", ""))[:200]
