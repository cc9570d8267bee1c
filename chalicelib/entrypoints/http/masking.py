"""Personal data as callers without the scope `dossiers:personal` see it."""

from chalicelib.domain.caller import Caller
from chalicelib.domain.dossier import Person

PERSONAL = "dossiers:personal"
HIDDEN = "***"


def shown(person: Person, caller: Caller) -> Person:
    """`person` as this caller may see it."""
    return person if PERSONAL in caller.scopes else masked(person)


def masked(person: Person) -> Person:
    """Initials, the last three digits of numbers, and nothing of the addresses."""
    return Person(
        kind=person.kind,
        full_name=initials(person.full_name),
        id_number=last_three(person.id_number),
        phone=last_three(person.phone),
        email=HIDDEN if person.email else None,
        address=HIDDEN if person.address else None,
    )


def initials(name: str) -> str:
    """`Nguyễn Văn An` becomes `N. V. A.`."""
    return " ".join(f"{word[0]}." for word in name.split()) or HIDDEN


def last_three(number: str | None) -> str | None:
    """`079123456789` becomes `***789`; a number too short to hide is hidden as a whole."""
    if number is None:
        return None
    return HIDDEN + number[-3:] if len(number) > 6 else HIDDEN
