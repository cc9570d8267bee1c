"""Delivers notifications to merchants, again and again until one is accepted or patience ends.

Deliveries still waiting when the sandbox stops are made after the next start. A crash between an answer
and its recording makes a delivery twice: merchants must expect that.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import httpx

from sandbox.deliveries import Deliveries, Delivery
from sandbox.journal import Journal

ANSWER_KEPT = 500


@dataclass(frozen=True)
class Contract:
    """What a provider documents about its notifications: how long it waits (s) and what it accepts.

    `retry_after`: the pauses (s) between deliveries; None if it publishes none, then ours hold.
    """

    timeout: float
    accepts: Callable[[int, str], bool]
    retry_after: Sequence[float] | None = None


@dataclass(frozen=True)
class _Reply:
    status: int | None
    text: str


class Courier:
    def __init__(
        self,
        deliveries: Deliveries,
        journal: Journal,
        client: httpx.AsyncClient,
        contracts: Mapping[str, Contract],
        retry_after: Sequence[float],
    ) -> None:
        self._deliveries = deliveries
        self._journal = journal
        self._client = client
        self._contracts = contracts
        self._retry_after = retry_after
        self._on_the_way: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def start_due(self) -> list[asyncio.Task[None]]:
        """Sets out with every delivery that is due; a slow merchant holds up nobody else."""
        return [self._start(delivery_id) for delivery_id in self._due()]

    async def deliver(self, ids: Iterable[int]) -> None:
        """Makes one attempt at each of these that is due, all at once."""
        due = self._due()
        await asyncio.gather(*(self._start(each) for each in ids if each in due))

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _due(self) -> list[int]:
        return [each for each in self._deliveries.due() if each not in self._on_the_way]

    def _start(self, delivery_id: int) -> asyncio.Task[None]:
        self._on_the_way.add(delivery_id)
        task = asyncio.create_task(self._attempt(delivery_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _attempt(self, delivery_id: int) -> None:
        try:
            delivery = self._deliveries.find(delivery_id)
            self._record(delivery, await self._send(delivery))
        finally:
            self._on_the_way.discard(delivery_id)

    async def _send(self, delivery: Delivery) -> _Reply:
        try:
            async with asyncio.timeout(self._contracts[delivery.provider].timeout):
                answer = await self._client.request(
                    delivery.method,
                    delivery.url,
                    content=delivery.body.encode() or None,
                    headers=_headers(delivery),
                )
        except TimeoutError:
            return _Reply(None, "no answer in time")
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            return _Reply(None, f"{type(fault).__name__}: {fault}")
        return _Reply(answer.status_code, answer.text[:ANSWER_KEPT])

    def _record(self, delivery: Delivery, reply: _Reply) -> None:
        attempt = delivery.attempts + 1
        state, pause = self._verdict(delivery, reply, attempt)
        self._deliveries.attempted(delivery.id, state, reply.status, reply.text, pause)
        self._journal.note(
            delivery.provider,
            "notification",
            f"delivery {delivery.id}, attempt {attempt}: {reply.status or reply.text}; {state}",
            order_id=delivery.order_id,
            url=delivery.url,
            sent=delivery.body,
            status=reply.status,
            answer=reply.text,
            again_in_seconds=pause if state == "waiting" else None,
        )

    def _verdict(self, delivery: Delivery, reply: _Reply, attempt: int) -> tuple[str, float]:
        contract = self._contracts[delivery.provider]
        if reply.status is not None and contract.accepts(reply.status, reply.text):
            return "accepted", 0.0
        pauses = self._retry_after if contract.retry_after is None else contract.retry_after
        if attempt > len(pauses):
            return "given_up", 0.0
        return "waiting", pauses[attempt - 1]


def _headers(delivery: Delivery) -> dict[str, str]:
    return {"content-type": delivery.content_type} if delivery.content_type else {}
