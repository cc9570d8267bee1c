"""What an officer asks to be corrected."""

from datetime import date
from typing import Annotated, Any

from pydantic import ConfigDict, Field

from chalicelib.domain.clock.entry import ClockEntry, Extend, Ground, Pause, Resume
from chalicelib.domain.clock.follow import GROUNDS_BY_OFFICER
from chalicelib.domain.correction import CorrectionKind
from chalicelib.domain.entry import Word
from chalicelib.domain.errors import Invalid
from chalicelib.domain.instant import Instant
from chalicelib.domain.value import Value

_NEEDS: dict[CorrectionKind, tuple[str, ...]] = {
    CorrectionKind.WAIVER: ("ground", "document"),
    CorrectionKind.PAUSE: ("ground",),
    CorrectionKind.RESUME: ("ground",),
    CorrectionKind.EXTENSION: ("document", "due_on"),
}
"""What each kind must say besides its reason."""


def _rule(kind: CorrectionKind) -> dict[str, Any]:
    """The same for whoever reads the description."""
    needed = {name: {"type": "string"} for name in _NEEDS[kind]}
    return {
        "if": {"properties": {"kind": {"const": kind.value}}, "required": ["kind"]},
        "then": {"properties": needed, "required": list(needed)},
    }


_THESE_CENTURIES = Field(
    ge=date(1900, 1, 1),
    lt=date(2100, 1, 1),
    json_schema_extra={"pattern": "^(19|20)[0-9]{2}-"},
)
"""A schema can bound a day only by how it is written."""


class Correction(Value):
    """What is corrected, and why.

    `reason` is for people: it stays with the task that the correction opens or ends, or with the
    clock that it moves. `ground` is the code of the ground of a waiver, or of a pause
    (`third_party`, `verification`, `force_majeure`) that begins or is over; `document` the number
    of the paper that orders it (a waiver's decision: always), or of the slip of an extension to
    `due_on`. They stand on the timeline, so they have no room for more.
    """

    model_config = ConfigDict(json_schema_extra={"allOf": [_rule(kind) for kind in _NEEDS]})

    kind: CorrectionKind
    reason: Annotated[str, Field(min_length=1, max_length=2000)]
    ground: Word | None = None
    document: Annotated[str, Field(pattern=r"^[0-9A-Za-zÀ-ỹ./_-]{1,60}$")] | None = None
    due_on: Annotated[date, _THESE_CENTURIES] | None = None

    @property
    def references(self) -> dict[str, str]:
        """What the timeline says of it."""
        day = self.due_on.isoformat() if self.due_on else None
        found = {"ground": self.ground, "document": self.document, "due_on": day}
        return {name: value for name, value in found.items() if value}


def check_said(said: Correction) -> None:
    """Raises Invalid for what the kind needs and is not said, and for a day that it cannot have."""
    if said.due_on and said.kind is not CorrectionKind.EXTENSION:
        stray = [("/due_on", "not_for_this_kind")]
        raise Invalid("not_for_this_kind", stray, kind=said.kind.value)
    missing = [name for name in _NEEDS.get(said.kind, ()) if getattr(said, name) is None]
    if missing:
        raise _incomplete(said.kind, [f"/{name}" for name in missing])
    grounds = sorted(GROUNDS_BY_OFFICER)
    of_clock = said.kind in (CorrectionKind.PAUSE, CorrectionKind.RESUME)
    if of_clock and said.ground not in grounds:
        known = ", ".join(grounds)
        raise Invalid("ground_not_known", [("/ground", "ground_not_known")], grounds=known)


def _incomplete(kind: CorrectionKind, lacking: list[str]) -> Invalid:
    match kind:
        case CorrectionKind.WAIVER:
            return Invalid("waiver_incomplete", [(one, "waiver_incomplete") for one in lacking])
        case CorrectionKind.EXTENSION:
            return Invalid(
                "extension_incomplete", [(one, "extension_incomplete") for one in lacking]
            )
    return Invalid("ground_required", [(one, "ground_required") for one in lacking])


def clock_entry(said: Correction, at: Instant, by: str) -> ClockEntry:
    """The entry of a correction of the clock, which `check_said` has found complete."""
    if said.kind is CorrectionKind.EXTENSION:
        return Extend.model_validate(
            {
                "at": at,
                "by": by,
                "slip": said.document,
                "reason": said.reason,
                "due_on": said.due_on,
            }
        )
    entry = Pause if said.kind is CorrectionKind.PAUSE else Resume
    return entry(at=at, by=by, ground=Ground(said.ground or ""), reason=said.reason)
