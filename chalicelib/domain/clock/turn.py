"""How each entry turns a legal clock. What makes no sense is passed over: reading never fails."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

from chalicelib.domain.clock import pause_sentences as pauses
from chalicelib.domain.clock import sentences as says
from chalicelib.domain.clock import words as words
from chalicelib.domain.clock.countdown import Countdown, begin
from chalicelib.domain.clock.counting import begun_later, counted
from chalicelib.domain.clock.entry import (
    ClockEntry,
    End,
    Extend,
    Pause,
    Remainder,
    Reopen,
    Restart,
    Resume,
    Start,
)
from chalicelib.domain.clock.extension import extend
from chalicelib.domain.clock.face import Face
from chalicelib.domain.clock.limit import Term
from chalicelib.domain.clock.plan import plan_of
from chalicelib.domain.clock.promise_sentences import promise_moved, promise_stays
from chalicelib.domain.clock.reading import ClockState, PromiseKind
from chalicelib.domain.procedure import TimeUnit

GoesOn: TypeAlias = Resume | Restart | Remainder

_PROMISES: Mapping[type[GoesOn], PromiseKind] = MappingProxyType(
    {
        Resume: PromiseKind.AFTER_PAUSE,
        Restart: PromiseKind.RESTARTED,
        Remainder: PromiseKind.FIXED_REMAINDER,
    }
)


def turn(face: Face, entry: ClockEntry) -> Face:
    """The face after one more entry."""
    if isinstance(entry, Start):
        return _start(face, entry) if face.state is ClockState.NOT_STARTED else face
    if isinstance(entry, Reopen):
        return _reopen(face, entry)
    if face.state in (ClockState.NOT_STARTED, ClockState.ENDED):
        return face
    match entry:
        case Pause():
            return _pause(face, entry) if entry.ground not in face.grounds else face
        case Resume() | Restart() | Remainder():
            return _go_on(face, entry) if entry.ground in face.grounds else face
        case Extend():
            return extend(face, entry) if face.state is ClockState.RUNNING else face
        case End(at=at):
            return face.stopped(at).saying("ended", at, says.ended(at))


def _start(face: Face, entry: Start) -> Face:
    at = entry.at
    face = replace(face, started_at=face.times.next_moment(at))
    face = face.saying("limit", at, says.limit(face.limit))
    face = face.saying("started", at, says.started(entry))
    return _counting(_whole(face, at), at).promising(PromiseKind.FIRST, at)


def _pause(face: Face, entry: Pause) -> Face:
    grounds = (*face.grounds, entry.ground)
    if face.grounds:
        also = replace(face, grounds=grounds)
        return also.saying("paused_too", entry.at, pauses.paused_too(entry))
    face = replace(face.held(entry.at), grounds=grounds)
    legal = face.legal
    left = legal and not (legal.missed or legal.is_rule) and words.amount(legal.left, legal.unit)
    spent = words.amount(face.elapsed, face.unit)
    face = face.saying("paused", entry.at, pauses.paused(entry, spent, left or None))
    if legal and legal.missed:
        return face.saying("missed_before", entry.at, pauses.missed_before(legal.due_on))
    return face


def _go_on(face: Face, entry: GoesOn) -> Face:
    """The end of one ground, and what its rule makes of the limit."""
    at, ground = entry.at, entry.ground
    rest = tuple(other for other in face.grounds if other is not ground)
    face = replace(_by_rule(face, entry), grounds=rest)
    if rest:
        return face.saying("still_paused", at, pauses.still_paused(ground, at, rest))
    if isinstance(entry, Resume):
        face = face.saying("resumed", at, pauses.resumed(ground, at))
    return _released(face, at, _PROMISES[type(entry)], made_at=at)


def _reopen(face: Face, entry: Reopen) -> Face:
    """As if it had not ended; but nobody was waited for in the meantime, so that all of it counts."""
    was, ended_at = face.before_end, face.ended_at
    if was is None or ended_at is None:
        return face
    was = was.saying("reopened", entry.at, says.reopened(entry))
    if not was.grounds:
        return was
    said = pauses.ended_with_the_clock(was.grounds, ended_at)
    going_on = replace(was, grounds=()).saying("pause_ended", ended_at, said)
    return _released(going_on, ended_at, PromiseKind.AFTER_PAUSE, made_at=entry.at)


def _released(face: Face, at: datetime, kind: PromiseKind, *, made_at: datetime) -> Face:
    """The pause is over at `at`: what counts from there on, unless nobody worked during it."""
    if face.held_at and (unpaused := face.unpaused(at)):
        return unpaused.saying("pause_not_counted", at, pauses.not_counted(face.held_at, at))
    return _counting(face, at).promising(kind, made_at)


def _by_rule(face: Face, entry: GoesOn) -> Face:
    at, ground = entry.at, entry.ground
    match entry:
        case Restart():
            face = _whole(replace(face.anew(), elapsed=Fraction(0)), at)
            return face.saying("restarted", at, pauses.restarted(ground, at))
        case Remainder(working_days=days):
            rest = begin(face.times, Term(value=days, unit=TimeUnit.WORKING_DAY), at)
            face = _renewed(face.anew(), rest, None)
            return face.saying("fixed_remainder", at, pauses.fixed(ground, at, days))
        case Resume():
            return face


def _whole(face: Face, at: datetime) -> Face:
    """The whole limit, from the beginning."""
    if face.limit is None:
        return face
    longest = face.limit.longest
    whole = begin(face.times, face.limit.term, at)
    return _renewed(face, whole, begin(face.times, longest, at) if longest else None)


def _renewed(face: Face, countdown: Countdown, longest: Countdown | None) -> Face:
    """A new promise, and a new legal day unless the one before was missed: that is not healed."""
    kept = face.legal if face.legal and face.legal.missed else countdown
    plan = plan_of(countdown)
    return replace(face, legal=kept, promised=countdown, longest=longest, plan=plan)


def _counting(face: Face, at: datetime) -> Face:
    """Time counts from `at` on: how the due date follows."""
    was, face = face.before, face.released(at)
    legal, promised = face.legal, face.promised
    missed = bool(legal and legal.missed)
    main = _explained(face, missed=missed)
    if main and not main.missed:
        before = _explained(was, missed=missed) if was else None
        face = face.telling(*counted(main, before, at))
    elif face.since:
        face = face.telling(*begun_later(face.times, at, face.since))
    if promised and not promised.missed and promised != main:
        if was and was.promised and was.promised.due_at == promised.due_at:
            return face.saying("promise_stays", at, promise_stays(promised.due_at))
        return face.saying("promise_moved", at, promise_moved(promised.due_at))
    return face


def _explained(face: Face, *, missed: bool) -> Countdown | None:
    """The countdown to follow: the law's, unless it was missed."""
    return face.promised if missed else face.legal
