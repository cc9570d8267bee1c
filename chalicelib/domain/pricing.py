"""What a filing costs: a pure function of procedure, offering, the applicant's choices and the day.

How a price comes about is told for people who edit the catalogue in `docs/pricing.md`.
"""

from collections.abc import Iterator
from datetime import date

from chalicelib.domain import price_words as words
from chalicelib.domain.choices import Choices, unknown_choices, wrong_quantities
from chalicelib.domain.due_line import DueLine
from chalicelib.domain.errors import Invalid
from chalicelib.domain.money import MOST_DONG
from chalicelib.domain.offering import Offering
from chalicelib.domain.priced import OpenLine, Priced, PricedLine, Remark
from chalicelib.domain.procedure import Procedure
from chalicelib.domain.standing import due


def price(procedure: Procedure, offering: Offering, choices: Choices, on: date) -> Priced:
    """What is owed for a filing `on` that day.

    Raises Invalid `choices_invalid`, with a pointer and a sentence for each wrong choice, and
    `amount_too_large` for counts that come to more money than there can be.
    """
    places = due(procedure.fee_lines, choices, on)
    wrong = list(unknown_choices(procedure, choices))
    wrong = wrong or list(wrong_quantities(procedure, choices, [place.line for place in places]))
    if wrong:
        raise Invalid("choices_invalid", wrong)
    lines = [DueLine(procedure, offering, choices, on, place) for place in places]
    if sum(line.full_amount or 0 for line in lines) > MOST_DONG:
        raise Invalid("amount_too_large", [("/quantities", "amount_too_large")])
    results = [line.result for line in lines]
    priced = Priced(
        lines=tuple(line for line in results if isinstance(line, PricedLine)),
        open_lines=tuple(line for line in results if isinstance(line, OpenLine)),
    )
    explanation = [remark for line in lines for remark in words.of_line(line)]
    explanation += _of_the_whole(priced, procedure, choices, lines)
    return priced.model_copy(update={"explanation": tuple(explanation)})


def _of_the_whole(
    priced: Priced, procedure: Procedure, choices: Choices, lines: list[DueLine]
) -> Iterator[Remark]:
    effective = {each.code for line in lines for each in line.claims}
    for each in procedure.exemptions:
        if each.code in choices.exemptions and each.code not in effective:
            yield words.of_no_effect(each)
    yield words.total(priced)
    if len(priced.shares) > 1:
        yield words.split(priced.shares)
