"""querydr over HTTP, with the script standing around the work and the journal behind it."""

import json
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.behaviours import QUERY
from sandbox.journal import Journal
from sandbox.script import Script
from sandbox.telling import TRUTH, Telling
from sandbox.vnpay.gateway import Gateway

CALLS = ("pay", QUERY)
JOURNAL_BODY = 20_000


class Api:
    def __init__(self, gateway: Gateway, script: Script, journal: Journal) -> None:
        self._gateway = gateway
        self._script = script
        self._journal = journal

    @property
    def routes(self) -> list[Route]:
        path = "/vnpay/merchant_webapi/api/transaction"
        return [Route(path, self.transaction, methods=["POST"])]

    async def transaction(self, request: Request) -> Response:
        body = await request.body()
        asked = _object(body)
        order_id = str(asked.get("vnp_TxnRef", ""))[:100]

        async def work(telling: Telling) -> Response:
            answer = self._gateway.query(body, telling)
            self._note(asked, order_id, answer, len(body))
            return JSONResponse(dict(answer))

        step = self._script.take(QUERY, order_id)
        if step is None:
            return await work(TRUTH)
        does = {"behaviour": step.do, **step.arguments}
        self._journal.note("vnpay", "script", f"query: {step.do}", order_id=order_id, **does)
        return await self._script.behaviours[step.do].perform(work, step.arguments)

    def _note(
        self, asked: Mapping[str, object], order_id: str, answer: Mapping[str, object], size: int
    ) -> None:
        status = answer.get("vnp_TransactionStatus", "-")
        self._journal.note(
            "vnpay",
            "query",
            f"result {answer['vnp_ResponseCode']}: {answer['vnp_Message']}, transaction {status}",
            order_id=order_id,
            request=asked if size <= JOURNAL_BODY else f"{size} bytes",
            answer=dict(answer),
        )


def _object(body: bytes) -> Mapping[str, object]:
    """The body as far as it can be read, for the script and the journal; the gateway judges it."""
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}
