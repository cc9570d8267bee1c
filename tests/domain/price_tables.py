"""Fee tables of any kind, and choices that fit them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from chalicelib.domain.choices import Choices
from chalicelib.domain.fee_line import Channel, FeeLine, LineKind, SetBy, Tier
from chalicelib.domain.offering import Collector, LocalPrice, Offering
from chalicelib.domain.priced import Priced
from chalicelib.domain.pricing import price
from chalicelib.domain.procedure import Choice, Exemption, Procedure, Quantity
from tests.builders import a_fee_line, a_procedure, an_offering, named

NEW_YEAR = date(2026, 1, 1)
CASES, OPTIONS, COUNTED = ("new", "again"), ("copies", "express"), ("pages", "sets")
MOST = 300

amounts = st.integers(0, 20_000_000)
days = st.integers(-30, 395).map(lambda number: NEW_YEAR + timedelta(days=number))


@dataclass(frozen=True)
class Given:
    """One filing to be priced."""

    procedure: Procedure
    offering: Offering
    choices: Choices
    on: date

    @property
    def priced(self) -> Priced:
        return price(self.procedure, self.offering, self.choices, self.on)

    def with_lines(self, lines: tuple[FeeLine, ...]) -> "Given":
        changed = self.procedure.model_copy(update={"fee_lines": lines})
        return replace(self, procedure=changed)

    def choosing(self, **changes: Any) -> "Given":
        return replace(self, choices=self.choices.model_copy(update=changes))


@st.composite
def windows(draw: st.DrawFn) -> dict[str, date]:
    """Open or closed at either end."""
    ends = sorted((draw(days), draw(days)))
    names = draw(st.sampled_from([(), ("valid_from",), ("valid_to",), ("valid_from", "valid_to")]))
    known = dict(zip(("valid_from", "valid_to"), ends, strict=True))
    return {name: known[name] for name in names}


@st.composite
def prices(draw: st.DrawFn) -> dict[str, Any]:
    """An amount, tiers, or nothing yet; with a cap or without."""
    cap = draw(st.none() | amounts)
    kind = draw(st.sampled_from(["amount", "amount", "tiers", "open"]))
    if kind == "open":
        return {"amount": None, "cap": cap}
    if kind == "amount":
        return {"amount": draw(amounts), "cap": cap}
    limits = sorted(draw(st.sets(st.integers(1, 50), max_size=3)))
    tiers = tuple(Tier(up_to=limit, amount=draw(amounts)) for limit in [*limits, None])
    return {"amount": None, "tiers": tiers, "cap": cap}


@st.composite
def lines(draw: st.DrawFn, name: str, replaces: str | None = None) -> FeeLine:
    """A line of any shape; assessed ones are rare, as in life."""
    fields = {
        "line_id": name,
        "replaces": replaces,
        "kind": draw(st.sampled_from([*LineKind, LineKind.FEE, LineKind.CHARGE])),
        "set_by": draw(st.sampled_from(SetBy)),
        "channels": tuple(draw(st.sets(st.sampled_from(Channel), min_size=1))),
        "case": draw(st.sampled_from([None, None, *CASES])),
        "option": draw(st.sampled_from([None, None, *OPTIONS])),
        "quantity": draw(st.sampled_from([None, *COUNTED])),
        "times": draw(st.sampled_from([None, None, *COUNTED])),
    }
    return a_fee_line(**{**fields, **draw(prices()), **draw(windows())})


@st.composite
def tables(draw: st.DrawFn) -> tuple[FeeLine, ...]:
    """Up to three places, each with up to three lines that replace one another in some way."""
    found: list[FeeLine] = []
    for place in range(draw(st.integers(0, 3))):
        names = [f"p{place}-{number}" for number in range(draw(st.integers(1, 4)))]
        for number, name in enumerate(names):
            above = draw(st.sampled_from(names[:number])) if number else None
            found.append(draw(lines(name, above)))
    return tuple(found)


@st.composite
def exemptions(draw: st.DrawFn, codes: list[str]) -> tuple[Exemption, ...]:
    found = []
    for code in ("poor", "child", "merit"):
        named_lines = tuple(draw(st.sets(st.sampled_from(codes), max_size=2))) if codes else ()
        percent = draw(st.integers(1, 100) | st.just(100))
        fields = {"code": code, "percent": percent, "lines": named_lines}
        found.append(Exemption(name=named(code), certainty="sourced", **fields))
    return tuple(found)


@st.composite
def givens(draw: st.DrawFn) -> Given:
    """Anything that can be priced: what the choices count is what its lines use."""
    table = draw(tables())
    codes = [line.line_id for line in table]
    procedure = a_procedure(
        fee_lines=table,
        cases=[Choice(code=code, name=named(code)) for code in CASES],
        options=[Choice(code=code, name=named(code)) for code in OPTIONS],
        quantities=[
            Quantity(
                code=code,
                name=named(code),
                minimum=0,
                maximum=MOST,
                default=draw(st.none() | st.integers(0, 5)),
            )
            for code in COUNTED
        ],
        exemptions=draw(exemptions(codes)),
    )
    choices = Choices(
        channel=draw(st.sampled_from(Channel)),
        case=draw(st.sampled_from(CASES)),
        options=tuple(draw(st.sets(st.sampled_from(OPTIONS)))),
        exemptions=tuple(draw(st.permutations(("poor", "child", "merit"))))[
            : draw(st.integers(0, 3))
        ],
    )
    given = Given(procedure, draw(offerings(codes)), choices, draw(days))
    return draw(counted(given))


@st.composite
def offerings(draw: st.DrawFn, codes: list[str]) -> Offering:
    found, collectors = [], []
    for code in codes:
        for _ in range(draw(st.integers(0, 2))):
            said = {**draw(prices()), **draw(windows())}
            found.append(LocalPrice(line_id=code, legal_basis="NQ", **said))
        if draw(st.booleans()):
            agency = draw(st.sampled_from(("G12", "G15")))
            collectors.append(Collector(line_id=code, agency_code=agency))
    return an_offering(prices=tuple(found), collectors=tuple(collectors))


@st.composite
def counted(draw: st.DrawFn, given: Given) -> Given:
    """Some of what the owed lines use is counted."""
    due = {line.line_id for line in (*given.priced.lines, *given.priced.open_lines)}
    owed = [line for line in given.procedure.fee_lines if line.line_id in due]
    used = {name for line in owed for name in (line.quantity, line.times) if name}
    chosen = draw(st.sets(st.sampled_from(sorted(used)))) if used else set()
    return given.choosing(quantities={name: draw(st.integers(0, MOST)) for name in sorted(chosen)})
