"""Where the legal time limit stands, and how that came about, step by step."""

from datetime import date

from chalicelib.domain.caller import Caller
from chalicelib.domain.clock.entry import ClockEntries, Ground
from chalicelib.domain.clock.follow import not_started
from chalicelib.domain.clock.reading import (
    ClockState,
    Promise,
    PromiseKind,
    Reading,
    Step,
    Verdict,
)
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.terms import Terms
from chalicelib.domain.value import Named, Value
from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.masking import HIDDEN, PERSONAL
from chalicelib.entrypoints.http.moment import Moment
from chalicelib.ports.world import World
from chalicelib.usecases.terms_of import terms_of


class PromiseOut(Value):
    """A due date that the applicant could rely on from `made_at` on; all are kept."""

    kind: PromiseKind
    made_at: Moment
    due_at: Moment
    due_on: date
    slip: str | None


class ClockStepOut(Value):
    """One sentence of the explanation, in both languages."""

    code: str
    at: Moment
    says: Named


class ClockOut(Value):
    """The legal clock.

    `due_at` is what was promised last, `legal_due_at` what the law gives; null while nothing is
    due: before the start, during a pause (unless it began after the due day), and where the
    procedure has no time limit. `verdict` compares days, and `promise_kept` says the same of the
    promise. The days off of `uncertain_years` are not announced yet. `explanation` is the steps
    in the caller's language; what officers wrote is hidden in it without the scope
    `dossiers:personal`.
    """

    state: ClockState
    started_at: Moment | None
    paused_for: tuple[Ground, ...]
    ended_at: Moment | None
    due_at: Moment | None
    due_on: date | None
    legal_due_at: Moment | None
    legal_due_on: date | None
    promises: tuple[PromiseOut, ...]
    verdict: Verdict | None
    promise_kept: bool | None
    uncertain_years: tuple[int, ...]
    steps: tuple[ClockStepOut, ...]
    explanation: str


def clock_of(world: World, dossier: Dossier, caller: Caller, language: Language) -> ClockOut:
    """The clock as this caller may see it, by the calendar that holds now."""
    terms = terms_of(world, dossier)
    entries = dossier.clock if PERSONAL in caller.scopes else _masked(dossier.clock)
    reading = terms.reading(dossier.model_copy(update={"clock": entries}))
    steps = reading.steps or _waiting(world, dossier, terms)
    spoken = (getattr(step.says, language.value) for step in steps)
    return ClockOut(
        **reading.model_dump(include=_SAME),
        promises=tuple(_promise_out(promise) for promise in reading.promises),
        steps=tuple(ClockStepOut(code=step.code, at=step.at, says=step.says) for step in steps),
        explanation=" ".join(spoken),
    )


_SAME = set(ClockOut.model_fields) & set(Reading.model_fields) - {"promises", "steps"}


def _waiting(world: World, dossier: Dossier, terms: Terms) -> tuple[Step, ...]:
    """Why nothing is counted yet, or ever."""
    because = None if dossier.closed else not_started(dossier, terms, world.clock.now())
    reason = because or Named(vi="hồ sơ đã kết thúc", en="the dossier is closed")
    says = Named(
        vi=f"Thời hạn giải quyết chưa tính: {reason.vi}.",
        en=f"The time limit has not started: {reason.en}.",
    )
    return (Step(code="not_started", at=dossier.filed_at, says=says),)


def _promise_out(promise: Promise) -> PromiseOut:
    return PromiseOut.model_validate(dict(promise))


def _masked(entries: ClockEntries) -> ClockEntries:
    """The entries without people's words."""
    return tuple(
        entry.model_copy(update={"reason": HIDDEN}) if getattr(entry, "reason", None) else entry
        for entry in entries
    )
