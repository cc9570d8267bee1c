"""What an applicant chooses when filing, and what of it a procedure does not know."""

from collections.abc import Iterable, Iterator
from typing import Annotated, TypeAlias

from pydantic import Field

from chalicelib.domain import choice_words as words
from chalicelib.domain.entry import Word
from chalicelib.domain.errors import Said
from chalicelib.domain.fee_line import Channel, FeeLine
from chalicelib.domain.procedure import Choice, Procedure, Quantity
from chalicelib.domain.value import Named, Value

Count = Annotated[int, Field(ge=0, le=100_000)]


class Choices(Value):
    """Everything that a price depends on besides procedure, agency and day.

    `case` is one of several that exclude one another, `options` are extras, `quantities` what
    was counted, `exemptions` the classes of payers that the applicant claims to belong to.
    """

    channel: Channel
    case: Word | None = None
    options: Annotated[tuple[Word, ...], Field(max_length=50)] = ()
    quantities: Annotated[dict[Word, Count], Field(max_length=50)] = Field(default_factory=dict)
    exemptions: Annotated[tuple[Word, ...], Field(max_length=50)] = ()


Wrong: TypeAlias = tuple[str, Said]
"""A pointer into the request, and what is wrong there."""


def unknown_choices(procedure: Procedure, choices: Choices) -> Iterator[Wrong]:
    """What the procedure does not know, and the case that must be chosen and was not."""
    if choices.channel not in procedure.channels:
        yield "/channel", words.channel_not_taken(choices.channel, procedure.channels)
    cases = _known(procedure.cases, (line.case for line in procedure.fee_lines))
    if choices.case is None and cases:
        yield "/case", words.case_required(cases)
    elif choices.case is not None and choices.case not in cases:
        yield "/case", words.not_known(choices.case, cases)
    options = _known(procedure.options, (line.option for line in procedure.fee_lines))
    yield from _strangers("options", choices.options, options)
    exemptions = {each.code: each.name for each in procedure.exemptions}
    yield from _strangers("exemptions", choices.exemptions, exemptions)


def wrong_quantities(
    procedure: Procedure, choices: Choices, owed: Iterable[FeeLine]
) -> Iterator[Wrong]:
    """Counts that no owed line uses, and counts out of their bounds."""
    used = {name for line in owed for name in (line.quantity, line.times) if name}
    for name, count in choices.quantities.items():
        quantity = quantity_of(procedure, name)
        pointer = f"/quantities/{name}"
        if name not in used:
            yield pointer, words.quantity_not_used(name, sorted(used))
        elif not quantity.minimum <= count <= quantity.maximum:
            yield pointer, words.out_of_bounds(quantity)


def quantity_of(procedure: Procedure, name: str) -> Quantity:
    """The quantity as the procedure declares it; one that only a line names must be counted."""
    found = (each for each in procedure.quantities if each.code == name)
    undeclared = Quantity(code=name, name=Named(vi=name, en=name), default=None)
    return next(found, undeclared)


def _strangers(field: str, chosen: tuple[str, ...], known: dict[str, Named]) -> Iterator[Wrong]:
    for number, code in enumerate(chosen):
        if code not in known:
            yield f"/{field}/{number}", words.not_known(code, known)


def _known(declared: tuple[Choice, ...], used: Iterable[str | None]) -> dict[str, Named]:
    """Those declared, and those that only a fee line names: its price must not be lost."""
    named = {code: Named(vi=code, en=code) for code in used if code}
    return {**named, **{each.code: each.name for each in declared}}
