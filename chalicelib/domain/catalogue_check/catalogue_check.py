"""Everything that is wrong with a procedure, an offering or a catalogue file, each with its place.

What a single value can be (a day, a code, a window that ends after it begins) its model says;
what is told here is what fields say about one another, and what only a person would notice.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from chalicelib.domain.catalogue_check import amounts as amounts
from chalicelib.domain.catalogue_check import choices as choices
from chalicelib.domain.catalogue_check import files as files
from chalicelib.domain.catalogue_check import offerings as offerings
from chalicelib.domain.catalogue_check.beside import NOTHING, Beside
from chalicelib.domain.catalogue_check.forms import Read, in_form
from chalicelib.domain.catalogue_check.json import read_json
from chalicelib.domain.catalogue_check.steps import steps
from chalicelib.domain.catalogue_check.texts import sources, texts
from chalicelib.domain.catalogue_check.times import times
from chalicelib.domain.catalogue_check.windows import windows
from chalicelib.domain.catalogue_check.words import Defect, Severity
from chalicelib.domain.catalogue_file import CatalogueFile
from chalicelib.domain.offering import OfferingFacts
from chalicelib.domain.procedure import ProcedureFacts
from chalicelib.domain.value import Value

Methods = Mapping[str, str]
"""Every payment method that a provider has, with the provider's name."""

OF_PROCEDURE: tuple[Callable[[ProcedureFacts], Iterator[Defect]], ...] = (
    texts,
    choices.codes,
    choices.channels,
    choices.choices,
    choices.quantities,
    amounts.amounts,
    amounts.timing,
    windows,
    times,
    steps,
    choices.exemptions,
    sources,
)


RELATIVE = frozenset(
    {
        *("agency_unknown", "agency_nowhere", "procedure_unknown", "procedure_nowhere"),
        "method_without_merchant",
    }
)
"""What cannot be told while an entry is not in form: it may be the one that is missed."""


class Checked(Value):
    """What a file says, or None if it is not in form; and all that is wrong with it."""

    file: CatalogueFile | None
    defects: tuple[Defect, ...]

    @property
    def errors(self) -> tuple[Defect, ...]:
        """What keeps the file out."""
        return tuple(each for each in self.defects if each.severity is Severity.ERROR)


def check_file(text: bytes, methods: Methods | None = None, beside: Beside = NOTHING) -> Checked:
    """The file, and what is wrong with it, by place; never an exception.

    `methods` are the payment methods that there are, with their providers' names; without them
    methods are not judged. `beside` is what the file may refer to: other files, or what a stage
    has. Entries that are in form are judged even where others are not.
    """
    plain, unread = read_json(text)
    if unread:
        return Checked(file=None, defects=unread)
    found, wrong = in_form(plain)
    file = CatalogueFile(**{name: tuple(each.values()) for name, each in found.items()})
    judged = file_defects(file, methods, beside)
    told = (_in_place(each, found) for each in judged if not (wrong and each.code in RELATIVE))
    defects = tuple(chain(wrong, told))
    return Checked(file=None if wrong else file, defects=defects)


def defects(procedure: ProcedureFacts) -> tuple[Defect, ...]:
    """All that is wrong with a procedure; pointers are into the procedure."""
    return tuple(chain.from_iterable(check(procedure) for check in OF_PROCEDURE))


def offering_defects(
    offering: OfferingFacts, procedure: ProcedureFacts, methods: Methods | None = None
) -> tuple[Defect, ...]:
    """All that is wrong with an offering of this procedure; methods None: they are not judged."""
    return (
        *texts(offering),
        *offerings.prices(offering, procedure),
        *offerings.collectors(offering, procedure),
        *offerings.paying(offering, procedure, methods),
    )


def file_defects(
    file: CatalogueFile, methods: Methods | None = None, beside: Beside = NOTHING
) -> tuple[Defect, ...]:
    """All that is wrong with a file, its entries included; pointers are into the file."""
    known = beside.entries + file
    return (
        *_entries(file, known, methods),
        *files.duplicates(file),
        *files.references(file, beside),
        *files.circles(file),
        *files.accounts(file, known, methods),
    )


def _entries(
    file: CatalogueFile, known: CatalogueFile, methods: Methods | None
) -> Iterator[Defect]:
    named: tuple[tuple[str, tuple[Value, ...]], ...] = (
        ("agencies", file.agencies),
        ("merchants", file.merchants),
        ("calendars", file.calendars),
    )
    for section, entries in named:
        for number, entry in enumerate(entries):
            yield from (each.below(f"/{section}/{number}") for each in texts(entry))
    for number, procedure in enumerate(file.procedures):
        yield from (each.below(f"/procedures/{number}") for each in defects(procedure))
    by_code = {procedure.code: procedure for procedure in known.procedures}
    for number, offering in enumerate(file.offerings):
        its = by_code.get(offering.procedure_code)
        found = offering_defects(offering, its, methods) if its else texts(offering)
        yield from (each.below(f"/offerings/{number}") for each in found)


def _in_place(each: Defect, found: Read) -> Defect:
    """The defect at the entry's place in the file, whatever broken ones stand before it."""
    _, section, number, *rest = each.pointer.split("/")
    place = list(found[section])[int(number)]
    return each.model_copy(update={"pointer": "/".join(["", section, str(place), *rest])})
