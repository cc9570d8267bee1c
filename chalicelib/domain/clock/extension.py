"""A new day for the result: it moves the promise; the legal day only as far as the law says.

Where the procedure has a longer limit with a reason (e.g. at most three working days instead of
the same day, Decree 99/2022/NĐ-CP, article 16), an extension within it is lawful. Any other is an
apology: the national scoring (Decision 766/QĐ-TTg) counts what comes after the legal day as late.
"""

from dataclasses import replace

from chalicelib.domain.clock import promise_sentences as says
from chalicelib.domain.clock.countdown import Countdown, until
from chalicelib.domain.clock.entry import Extend
from chalicelib.domain.clock.face import Face
from chalicelib.domain.clock.reading import PromiseKind
from chalicelib.domain.instant import vietnam_day


def extend(face: Face, entry: Extend) -> Face:
    """The face of a running clock after an extension; without a due date nothing changes."""
    legal, promised = face.legal, face.promised
    if legal is None or promised is None:
        return face
    new = until(face.times, entry.due_on, entry.at)
    lawful = _lawful(face, entry, new, legal)
    face = replace(face, promised=new, legal=lawful)
    face = face.saying("extended", entry.at, says.extended(entry, new.due_on, promised.due_on))
    told = says.legal_day(lawful.due_on, moved=lawful != legal)
    face = face.saying("legal_day", entry.at, told)
    return face.promising(PromiseKind.EXTENDED, entry.at, entry.slip)


def _lawful(face: Face, entry: Extend, new: Countdown, legal: Countdown) -> Countdown:
    """The later legal countdown that the extension gives, if it came in time."""
    if face.longest is None or legal.missed or vietnam_day(entry.at) > legal.due_on:
        return legal
    granted = min(new, face.longest, key=lambda one: one.due_at)
    return granted if granted.due_at > legal.due_at else legal
