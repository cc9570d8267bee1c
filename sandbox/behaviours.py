"""What the sandbox can be told to do next: a table of named behaviours.

A behaviour acts on a *call* (it stands around the provider's work and may delay or replace the answer) or
on the *notices* of a result (it gets the one notification that is due and returns those that are sent),
or on both. Notices are changed before they are signed, so a behaviour that alters an amount yields a
notification whose signature is right. A provider may add rows of its own to `COMMON`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from starlette.responses import PlainTextResponse, Response

NOTIFY = "notify"


@dataclass(frozen=True)
class Notice:
    """A notification before it is signed; `delay` is in seconds."""

    fields: Mapping[str, object]
    delay: float = 0.0


@dataclass(frozen=True)
class Argument:
    says: str
    default: float
    least: float
    most: float


Arguments = Mapping[str, float]
Work = Callable[[], Awaitable[Response]]
Around = Callable[[Work, Arguments], Awaitable[Response]]
Plan = Callable[[Notice, Arguments], Sequence[Notice]]


@dataclass(frozen=True)
class Behaviour:
    says: str
    around: Around | None = None
    plan: Plan | None = None
    arguments: Mapping[str, Argument] = field(default_factory=lambda: MappingProxyType({}))

    def acts_on(self, point: str) -> bool:
        return (self.plan if point == NOTIFY else self.around) is not None


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


def _send(notice: Notice, arguments: Arguments) -> Sequence[Notice]:
    return [notice]


def _lose(notice: Notice, arguments: Arguments) -> Sequence[Notice]:
    return []


def _repeat(notice: Notice, arguments: Arguments) -> Sequence[Notice]:
    return [notice] * int(arguments["times"])


def _seconds(default: float) -> Mapping[str, Argument]:
    return {"seconds": Argument("how long", default, least=0, most=600)}


COMMON: Mapping[str, Behaviour] = MappingProxyType(
    {
        "normal": Behaviour("works as documented (spends one step)", around=_work, plan=_send),
        "slow": Behaviour("waits, then works", around=_wait_then_work, arguments=_seconds(5)),
        "timeout_after_work": Behaviour(
            "works, then keeps the caller waiting", around=_work_then_wait, arguments=_seconds(60)
        ),
        "error_500": Behaviour("answers 500 without doing the work", around=_refuse_with_500),
        "lost_notification": Behaviour("never sends the notification", plan=_lose),
        "duplicate_notification": Behaviour(
            "sends the notification several times at once",
            plan=_repeat,
            arguments={"times": Argument("how many in all", 2, least=2, most=100)},
        ),
    }
)
