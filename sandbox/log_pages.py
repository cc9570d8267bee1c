"""The journal as JSON lines and as a page."""

import json
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from sandbox.html import Markup, fill, page
from sandbox.journal import Entry, Filter, Journal

MOST = 20_000


class LogPages:
    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    @property
    def routes(self) -> list[Route]:
        return [Route("/control/log", self.lines), Route("/log", self.table)]

    async def lines(self, request: Request) -> Response:
        entries = self._wanted(request)
        if entries is None:
            return _bad_filter()
        text = "".join(json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in entries)
        return Response(text, media_type="application/x-ndjson; charset=utf-8")

    async def table(self, request: Request) -> Response:
        entries = self._wanted(request)
        if entries is None:
            return _bad_filter()
        rows = Markup("\n".join(_row(each) for each in reversed(entries)))
        return HTMLResponse(page("log.html", count=str(len(entries)), rows=rows))

    def _wanted(self, request: Request) -> list[Entry] | None:
        asked = request.query_params
        try:
            after, limit = int(asked.get("after", "0")), int(asked.get("limit", "500"))
        except ValueError:
            return None
        wanted = Filter(
            provider=asked.get("provider", ""),
            kind=asked.get("kind", ""),
            order_id=asked.get("order", ""),
            after=after,
            limit=max(0, min(limit, MOST)),
        )
        return self._journal.entries(wanted)


def _row(entry: Entry) -> Markup:
    return fill(
        "log-row.html",
        id=str(entry.id),
        at=entry.at,
        provider=entry.provider,
        kind=entry.kind,
        order=entry.order_id,
        summary=entry.summary,
        details=json.dumps(entry.details, ensure_ascii=False, indent=1),
    )


def _bad_filter() -> Response:
    return PlainTextResponse("after and limit are whole numbers", status_code=400)
