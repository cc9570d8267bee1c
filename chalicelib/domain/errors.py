"""Every way to be refused.

Refusal                 a caller asked for what cannot be; `code` never changes with language
├── NotFound            there is no such thing, or not for this caller
├── Forbidden           the caller lacks the right
├── Invalid             the request itself is wrong; `errors` points at each field
├── Conflict            right in itself, but not now
│   └── IllegalMove     the transition table has no such row
└── Unavailable         a provider could not serve us; asking again may help
ConditionFailed         a condition of a Change did not hold: somebody was faster
Transient               an incident that passes; the workflow retries it
"""

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.domain.value import Named


class Said(Named):
    """What is wrong in the catalogue's own words; `kind` is a stable word for programs."""

    kind: str


class Refusal(Exception):  # noqa: N818 -- a refusal is an answer, not an error
    """Why a request is refused: a stable `code` and the facts that its sentence needs."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class NotFound(Refusal):
    """There is no such thing, or it is another agency's."""


class Forbidden(Refusal):
    """The caller's token lacks the scope."""


class Invalid(Refusal):
    """The request is wrong: `errors` lists a JSON pointer and a sentence for each field.

    The sentence is one of ours by its code, or one that the catalogue's own words make.
    """

    def __init__(
        self, code: str, errors: Sequence[tuple[str, str | Said]] = (), **facts: Any
    ) -> None:
        super().__init__(code, **facts)
        self.errors = list(errors)


class Conflict(Refusal):
    """The request is right, but the state of things does not allow it."""


class IllegalMove(Conflict):
    """A state machine has no row for this state and event."""

    def __init__(self, machine: str, state: str, event: str) -> None:
        super().__init__("illegal_move", machine=machine, state=str(state), event=str(event))


class Unavailable(Refusal):
    """A provider refused or could not serve the call."""


class ConditionFailed(Exception):  # noqa: N818 -- named after what happened in the database
    """A named condition of a Change did not hold."""

    def __init__(self, condition: str) -> None:
        super().__init__(condition)
        self.condition = condition


class Transient(Exception):  # noqa: N818 -- the name that Step Functions retries on
    """Something outside failed in a way that passes."""


def name_of(error: Exception) -> str:
    """The own code of a service that refused (`ThrottlingException`), else the exception's class."""
    return str(answered(error).get("Error", {}).get("Code") or type(error).__name__)


def answered(error: Exception) -> Mapping[str, Any]:
    """What a service answered, if the error carries that."""
    response = getattr(error, "response", None)
    return response if isinstance(response, dict) else {}
