"""What the sandbox can be told to do next: a table of named behaviours, the same for every provider.

A behaviour acts on a *call* (it stands around the provider's work and may delay or replace the answer),
on the *notification* of a result (it says what is told, how often and when), on the *answer to a query*
(it says what is told there), or on several of these. What departs from the books is told under a right
signature, unless the telling is forged: a merchant must not be able to see the lie by its seal.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from starlette.responses import PlainTextResponse, Response

from sandbox.telling import TRUTH, Telling

NOTIFY = "notify"
QUERY = "query"


@dataclass(frozen=True)
class Argument:
    says: str
    default: float
    least: float
    most: float


Arguments = Mapping[str, float]
Work = Callable[[], Awaitable[Response]]
Around = Callable[[Work, Arguments], Awaitable[Response]]
Plan = Callable[[Arguments], Sequence[Telling]]
Answering = Callable[[Arguments], Telling]


@dataclass(frozen=True)
class Behaviour:
    """`around` stands around a call, `plan` is what is notified, `answering` what a query is told."""

    says: str
    around: Around | None = None
    plan: Plan | None = None
    answering: Answering | None = None
    arguments: Mapping[str, Argument] = field(default_factory=lambda: MappingProxyType({}))

    def acts_on(self, point: str) -> bool:
        if point == NOTIFY:
            return self.plan is not None
        return self.around is not None or (point == QUERY and self.answering is not None)

    async def perform(
        self, work: Callable[[Telling], Awaitable[Response]], arguments: Arguments
    ) -> Response:
        """A call of the provider's interface, done in this way."""
        telling = self.answering(arguments) if self.answering else TRUTH
        if self.around is None:
            return await work(telling)
        return await self.around(lambda: work(telling), arguments)


async def _work(work: Work, arguments: Arguments) -> Response:
    return await work()


async def _wait_then_work(work: Work, arguments: Arguments) -> Response:
    await asyncio.sleep(arguments["seconds"])
    return await work()


async def _work_then_wait(work: Work, arguments: Arguments) -> Response:
    answer = await work()
    await asyncio.sleep(arguments["seconds"])
    return answer


async def _refuse_with_500(work: Work, arguments: Arguments) -> Response:
    return PlainTextResponse("Internal Server Error", status_code=500)


async def _work_then_500(work: Work, arguments: Arguments) -> Response:
    await work()
    return PlainTextResponse("Internal Server Error", status_code=500)


def _forge(given: Arguments) -> Sequence[Telling]:
    return [Telling(forged=True)] * int(given["times"])


def _reorder(given: Arguments) -> Sequence[Telling]:
    """The news of before the decision arrives after it."""
    return [TRUTH, Telling("waiting", delay=given["seconds"])]


def _fail_then_succeed(given: Arguments) -> Sequence[Telling]:
    return [Telling("failed"), Telling("paid", delay=given["seconds"])]


def _succeed_then_fail(given: Arguments) -> Sequence[Telling]:
    return [Telling("paid"), Telling("failed", delay=given["seconds"])]


def _wrong_amount(given: Arguments) -> Telling:
    return Telling(
        multiply=int(given["multiply"]), divide=int(given["divide"]), add=int(given["add"])
    )


def _seconds(default: float, least: float = 0, most: float = 600) -> Mapping[str, Argument]:
    return {"seconds": Argument("how long", default, least, most)}


def _times(default: float, least: float) -> Mapping[str, Argument]:
    return {"times": Argument("how many in all", default, least, most=1000)}


_DAYS = 7 * 86_400.0

CALLS: Mapping[str, Behaviour] = MappingProxyType(
    {
        "normal": Behaviour(
            "works as documented (spends one step)", around=_work, plan=lambda given: [TRUTH]
        ),
        "slow": Behaviour("waits, then works", around=_wait_then_work, arguments=_seconds(5)),
        "timeout_after_work": Behaviour(
            "works, then keeps the caller waiting", around=_work_then_wait, arguments=_seconds(60)
        ),
        "error_500": Behaviour("answers 500 without doing the work", around=_refuse_with_500),
        "error_500_after_work": Behaviour("works, then answers 500", around=_work_then_500),
    }
)

NOTIFICATIONS: Mapping[str, Behaviour] = MappingProxyType(
    {
        "lost_notification": Behaviour("never sends the notification", plan=lambda given: []),
        "delayed_notification": Behaviour(
            "sends the notification late",
            plan=lambda given: [Telling(delay=given["seconds"])],
            arguments=_seconds(30),
        ),
        "duplicate_notification": Behaviour(
            "sends the notification several times at once",
            plan=lambda given: [TRUTH] * int(given["times"]),
            arguments=_times(2, least=2),
        ),
        "reordered_notifications": Behaviour(
            "tells the result, and later that it is still waited for",
            plan=_reorder,
            arguments=_seconds(5),
        ),
        "forged_notification": Behaviour(
            "sends it under a wrong signature only", plan=_forge, arguments=_times(1, least=1)
        ),
        "success_after_failure": Behaviour(
            "tells a failure, and later a success", plan=_fail_then_succeed, arguments=_seconds(5)
        ),
        "failure_after_success": Behaviour(
            "tells a success, and later a failure", plan=_succeed_then_fail, arguments=_seconds(5)
        ),
    }
)

LIES: Mapping[str, Behaviour] = MappingProxyType(
    {
        "wrong_amount": Behaviour(
            "tells another amount than the books",
            plan=lambda given: [_wrong_amount(given)],
            answering=_wrong_amount,
            arguments={
                "multiply": Argument("times", 1, least=1, most=100),
                "divide": Argument("divided by", 1, least=1, most=100),
                "add": Argument("and so many đồng", 0, least=-1_000_000, most=1_000_000),
            },
        ),
        "wrong_clock": Behaviour(
            "tells the truth by a clock that is wrong",
            plan=lambda given: [Telling(clock=given["seconds"])],
            answering=lambda given: Telling(clock=given["seconds"]),
            arguments=_seconds(86_400, least=-_DAYS, most=_DAYS),
        ),
        "query_says_waiting": Behaviour(
            "answers that the payer has not decided", answering=lambda given: Telling("waiting")
        ),
        "query_says_failed": Behaviour(
            "answers that the payer refused", answering=lambda given: Telling("failed")
        ),
        "query_says_paid": Behaviour(
            "answers that the payer paid", answering=lambda given: Telling("paid")
        ),
    }
)

COMMON: Mapping[str, Behaviour] = MappingProxyType({**CALLS, **NOTIFICATIONS, **LIES})
