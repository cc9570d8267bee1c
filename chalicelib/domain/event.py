"""The timeline of a dossier: numbered facts, each sealed with the hash of the one before."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from chalicelib.domain.instant import Instant, to_text
from chalicelib.domain.value import Value

GENESIS = ""


class Event(Value):
    """One fact: what happened (`type`), when, by whom, and what belongs to it (`data`).

    `data` holds codes and amounts, and the reason that an operator gives for a resumption;
    personal data has no place in it.
    """

    dossier_code: str
    seq: int
    at: Instant
    type: str
    actor: str
    data: dict[str, Any]
    hash: str


def seal(
    *,
    dossier_code: str,
    seq: int,
    at: Instant,
    what: str,
    actor: str,
    data: Mapping[str, Any],
    after: str,
) -> Event:
    """The event number `seq`, sealed with the hash of the event before it (`after`)."""
    content = [after, dossier_code, seq, to_text(at), what, actor, dict(data)]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Event(
        dossier_code=dossier_code,
        seq=seq,
        at=at,
        type=what,
        actor=actor,
        data=dict(data),
        hash=digest,
    )


def intact(events: list[Event]) -> bool:
    """Whether a whole timeline, oldest first, is complete and unchanged."""
    after = GENESIS
    for number, event in enumerate(events, start=1):
        again = seal(
            dossier_code=event.dossier_code,
            seq=number,
            at=event.at,
            what=event.type,
            actor=event.actor,
            data=event.data,
            after=after,
        )
        if again != event:
            return False
        after = event.hash
    return True
