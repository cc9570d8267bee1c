"""The legal clock follows the dossier: which entries a step of it adds.

Nobody presses start or stop: what the dossier's own move says is written in the same change. Only
an officer's pauses and extensions are entries of their own (`correction.py`).
"""

from collections.abc import Iterator

from chalicelib.domain.clock.entry import (
    ClockEntries,
    ClockEntry,
    End,
    Ground,
    Pause,
    Remainder,
    Reopen,
    Restart,
    Resume,
    Start,
)
from chalicelib.domain.clock.start import Known, NotYet, Startable, start_of
from chalicelib.domain.dossier import ENDED, Dossier, Status
from chalicelib.domain.instant import Instant
from chalicelib.domain.procedure import CollectionTiming, SupplementPolicy, SupplementRule
from chalicelib.domain.terms import Terms
from chalicelib.domain.turns import owes_first
from chalicelib.domain.value import Named

RECALL = "thu hồi / recall"
"""Why an end is taken back; the officer's own words stay with the task that it opens."""

WITH_RESULT = frozenset({Status.RESOLVED, Status.RETURNED})

GROUNDS_BY_OFFICER = frozenset({Ground.THIRD_PARTY, Ground.VERIFICATION, Ground.FORCE_MAJEURE})
"""The grounds that only an officer can name; the others follow from what the citizen owes."""


def follow(
    dossier: Dossier, terms: Terms, *, at: Instant, by: str, ends_at: Instant | None = None
) -> ClockEntries:
    """What `dossier`, as it stands now, adds to its clock: from `at` on, its end at `ends_at`."""
    entries = dossier.clock
    added: list[ClockEntry] = []
    if not has_started(entries):
        start = _start(dossier, terms, at, by)
        if start is None:
            return ()
        added.append(start)
    over = dossier.status in ENDED
    held, holding = open_grounds(entries), grounds_of(dossier)
    if _ended(entries) and not over:
        added.append(Reopen(at=at, by=by, reason=RECALL))
        held, holding = (), (*holding, *_unanswered(held))
    else:
        added += _grounds_over(dossier, terms.supplements, at, by)
    added += [Pause(at=at, by=by, ground=one) for one in holding if one not in held]
    if over and not _ended(entries):
        added.append(End(at=ends_at or at, by=by))
    return tuple(added)


def open_grounds(entries: ClockEntries) -> tuple[Ground, ...]:
    """The grounds on which time is not counted, in the order in which they came.

    An end leaves them as they are; with its recall they were over at the end.
    """
    found: dict[Ground, None] = {}
    for entry in entries:
        match entry:
            case Pause(ground=ground):
                found[ground] = None
            case Resume(ground=ground) | Restart(ground=ground) | Remainder(ground=ground):
                found.pop(ground, None)
            case Reopen():
                found.clear()
    return tuple(found)


def grounds_of(dossier: Dossier) -> tuple[Ground, ...]:
    """Why the dossier's own state holds the clock: papers, or money, are the citizen's turn."""
    if dossier.status is Status.AWAITING_SUPPLEMENT:
        return (Ground.SUPPLEMENT,)
    if dossier.open_bill and dossier.status not in ENDED:
        return (Ground.FINANCIAL_OBLIGATION,)
    return ()


def _grounds_over(
    dossier: Dossier, policy: SupplementPolicy, at: Instant, by: str
) -> Iterator[ClockEntry]:
    """The citizen has done their part. A result ends every ground; a stop leaves it as it is."""
    if dossier.status in ENDED and dossier.status not in WITH_RESULT:
        return
    for ground in open_grounds(dossier.clock):
        done = ground not in GROUNDS_BY_OFFICER and ground not in grounds_of(dossier)
        if done or dossier.status in WITH_RESULT:
            yield _over(ground, policy, at, by)


def _unanswered(held: tuple[Ground, ...]) -> tuple[Ground, ...]:
    """Whom an officer waited for when the clock ended: from its recall on again, until they say."""
    return tuple(ground for ground in held if ground in GROUNDS_BY_OFFICER)


def _over(ground: Ground, policy: SupplementPolicy, at: Instant, by: str) -> ClockEntry:
    if ground is Ground.SUPPLEMENT and policy.rule is SupplementRule.RESTART:
        return Restart(at=at, by=by)
    if ground is Ground.SUPPLEMENT and policy.rule is SupplementRule.FIXED_REMAINDER:
        return Remainder(at=at, by=by, working_days=policy.remainder_days)
    return Resume(at=at, by=by, ground=ground)


def _start(dossier: Dossier, terms: Terms, at: Instant, by: str) -> Start | None:
    """Started now, if what the procedure's rule asks for is there; not by an end without it."""
    if dossier.status in ENDED - WITH_RESULT:
        return None
    rule = terms.procedure.clock_start
    start = start_of(rule, _known(dossier, at))
    return Start(at=start.at, by=by, rule=rule) if isinstance(start, Startable) else None


def not_started(dossier: Dossier, terms: Terms, at: Instant) -> Named | None:
    """What the start of the clock waits for; None once it has started."""
    if has_started(dossier.clock):
        return None
    found = start_of(terms.procedure.clock_start, _known(dossier, at))
    return found.because if isinstance(found, NotYet) else None


def _known(dossier: Dossier, at: Instant) -> Known:
    """What holds at `at`; asked at every move, so that what holds now has come now.

    A filing whose fee belongs to it is complete when that is paid ("hoàn tất việc nộp hồ sơ").
    """
    working = dossier.status in {Status.PROCESSING, *WITH_RESULT}
    unfinished = dossier.open_bill is not None and dossier.status is Status.SUBMITTED
    after_check = dossier.timing is CollectionTiming.AFTER_VALIDITY_CHECK
    valid = dossier.admitted or (unfinished and after_check)
    return Known(
        filed_at=None if unfinished else at,
        valid_at=at if valid else None,
        fee_paid_at=None if owes_first(dossier) else at,
        received_when_paid=after_check,
        received_by_specialist_at=at if working else None,
    )


def has_started(entries: ClockEntries) -> bool:
    """Whether the limit has begun."""
    return any(isinstance(entry, Start) for entry in entries)


def _ended(entries: ClockEntries) -> bool:
    ends = [entry for entry in entries if isinstance(entry, End | Reopen)]
    return bool(ends) and isinstance(ends[-1], End)
