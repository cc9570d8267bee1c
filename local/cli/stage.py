"""A stage over HTTP: one call with its retries, and lists over their cursors."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

import httpx

from chalicelib.domain.value import Named
from local.cli.client import client
from local.cli.language import Language, said
from local.cli.patience import ATTEMPTS, busy, pause
from local.cli.refusals import refusal
from local.cli.target import Target
from local.cli.trouble import Misused, Unreachable

LARGEST_PAGE = 100
AS_TYPED = "surrogateescape"
"""Words that are not text in the locale go out as the bytes that they were typed as."""

Query = Mapping[str, str | int | bool | None]
Wait = Callable[[float], None]
Told = Callable[[Named], None]


@dataclass(frozen=True)
class Answer:
    """What the stage said: its very text, and that as JSON."""

    text: str
    json: Any
    status: int = 200


@dataclass(frozen=True)
class Listing:
    """A part of a list, in as many pages as it took."""

    items: list[Any]
    next_cursor: str | None
    answer: Answer = field(repr=False)


def path(*segments: str) -> str:
    """An address below `/v1`, whatever its segments contain.

    Raises Misused for what would lead elsewhere: an empty code is not a thing, but their list.
    """
    for segment in segments:
        if segment in ("", ".", ".."):
            raise Misused(said(f"“{segment}” không phải là mã.", f'"{segment}" is no code.'))
    return "/".join(["/v1", *(quote(segment, safe="", errors=AS_TYPED) for segment in segments)])


class Stage:
    """A stage as one caller reaches it, in one language."""

    def __init__(
        self,
        target: Target,
        language: Language,
        *,
        transport: httpx.BaseTransport | None = None,
        wait: Wait = time.sleep,
        told: Told = lambda sentence: None,
    ) -> None:
        self._url = target.api_url
        self._wait, self._told = wait, told
        self._client = client(target, language, transport)
        self.answered = False
        """Whether it said anything that is a success in our words."""

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def get(self, address: str, query: Query | None = None, *, form: type = dict) -> Answer:
        """Read one thing. Raises Trouble."""
        return self.ask("GET", address, query=query, form=form)

    def ask(
        self,
        method: str,
        address: str,
        *,
        query: Query | None = None,
        body: object = None,
        key: str | None = None,
        form: type = dict,
    ) -> Answer:
        """One call. Raises Trouble for every answer that is no success, or has another form.

        A stage that is busy is asked again, so a call must be one that may be repeated: a GET, a
        PUT of the same facts, or a POST with an Idempotency-Key or a fixed outcome.
        """
        headers = {"Idempotency-Key": key} if key else {}
        content = None
        if body is not None:
            content = json.dumps(body, ensure_ascii=False).encode(errors=AS_TYPED)
            headers["Content-Type"] = "application/json"
        given = {name: _text(value) for name, value in (query or {}).items() if value is not None}
        for attempt in range(1, ATTEMPTS + 1):
            answer = self._sent(method, address, given, content, headers)
            seconds = pause(answer, attempt)
            if seconds is None or attempt == ATTEMPTS:
                break
            self._told(busy(seconds, attempt))
            self._wait(seconds)
        found = _read(answer, form)
        self.answered = True
        return found

    def list(
        self,
        address: str,
        query: Query | None = None,
        *,
        limit: int | None,
        cursor: str | None = None,
        method: str = "GET",
        body: object = None,
    ) -> Listing:
        """At most `limit` items (None: all), read on over the cursors."""
        items: list[Any] = []
        pages = 0
        while True:
            size = LARGEST_PAGE if limit is None else min(limit - len(items), LARGEST_PAGE)
            asked = {**(query or {}), "limit": size, "cursor": cursor}
            answer = self.ask(method, address, query=asked, body=body)
            pages += 1
            items += answer.json["items"]
            cursor = answer.json["next_cursor"]
            if cursor is None or (limit is not None and len(items) >= limit):
                break
        return Listing(items, cursor, answer if pages == 1 else _joined(items, cursor))

    def _sent(
        self,
        method: str,
        address: str,
        query: Mapping[str, str],
        content: bytes | None,
        headers: Mapping[str, str],
    ) -> httpx.Response:
        url = self._url + address
        if query:
            url += f"?{urlencode(query, quote_via=quote, errors=AS_TYPED)}"
        try:
            return self._client.request(method, url, content=content, headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Unreachable(_no_way(self._url, error)) from None


def _text(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read(answer: httpx.Response, form: type) -> Answer:
    """The answer as JSON. Raises Trouble unless it is a success in our words."""
    try:
        found = json.loads(answer.content)
    except (ValueError, RecursionError):
        found = None
    if not (answer.is_success and isinstance(found, form)):
        raise refusal(answer.status_code, found, answer.text)
    return Answer(answer.text, found, answer.status_code)


def _joined(items: list[Any], cursor: str | None) -> Answer:
    whole = {"items": items, "next_cursor": cursor}
    return Answer(json.dumps(whole, ensure_ascii=False, separators=(",", ":")), whole)


def _no_way(url: str, error: Exception) -> Named:
    why = str(error) or type(error).__name__
    return said(f"Không kết nối được với {url}: {why}.", f"{url} cannot be reached: {why}.")
