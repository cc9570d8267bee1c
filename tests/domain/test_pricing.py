"""What a filing costs depends on table, place, choices and day, and on nothing else."""

from datetime import date
from typing import Any

import pytest

from chalicelib.domain.choices import Choices
from chalicelib.domain.errors import Invalid
from chalicelib.domain.fee_line import Channel, Tier
from chalicelib.domain.money import MOST_DONG
from chalicelib.domain.offering import Collector, LocalPrice
from chalicelib.domain.priced import OpenReason, Priced
from chalicelib.domain.pricing import price
from chalicelib.domain.procedure import Choice, Exemption, Quantity
from tests.builders import a_fee_line, a_procedure, an_offering, named

NORMAL = a_fee_line(line_id="normal", amount=100_000)
HALVED = a_fee_line(
    line_id="halved",
    amount=50_000,
    replaces="normal",
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 12, 31),
)
PER_PAGE = a_fee_line(
    line_id="pages",
    amount=None,
    tiers=(Tier(up_to=2, amount=2000), Tier(amount=1000)),
    cap=200_000,
    quantity="pages",
    times="copies",
)
PAGES = Quantity(code="pages", name=named("Pages"), default=None, maximum=5000)
COPIES = Quantity(code="copies", name=named("Copies"), default=1)
LOCAL = a_fee_line(line_id="local", amount=None, set_by="provincial_council")
POOR = Exemption(code="poor", name=named("Poor household"), certainty="sourced")


def priced(
    *lines: Any,
    on: str = "2026-05-01",
    channel: Channel = Channel.ONLINE,
    table: dict[str, Any] | None = None,
    local: dict[str, Any] | None = None,
    **choices: Any,
) -> Priced:
    """`table` and `local` are the rest of the procedure and of the offering."""
    about = {"quantities": (PAGES, COPIES), "exemptions": (POOR,), **(table or {})}
    procedure = a_procedure(fee_lines=lines, **about)
    chosen = Choices.model_validate({"channel": channel, **choices})
    return price(procedure, an_offering(**(local or {})), chosen, date.fromisoformat(on))


def named_choices(*codes: str) -> tuple[Choice, ...]:
    return tuple(Choice(code=code, name=named(code)) for code in codes)


def owed(*lines: Any, **given: Any) -> list[tuple[str, int]]:
    found = priced(*lines, **given)
    assert found.open_lines == ()
    return [(line.line_id, line.amount) for line in found.lines]


def still_open(*lines: Any, **given: Any) -> list[tuple[str, OpenReason]]:
    found = priced(*lines, **given)
    assert found.amount is None
    return [(line.line_id, line.reason) for line in found.open_lines]


def refused(*lines: Any, **given: Any) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refusal:
        priced(*lines, **given)
    assert refusal.value.code == "choices_invalid"
    return [
        (pointer, said if isinstance(said, str) else said.en)
        for pointer, said in refusal.value.errors
    ]


@pytest.mark.parametrize(
    ("on", "line"),
    [
        ("2025-12-31", ("normal", 100_000)),
        ("2026-01-01", ("halved", 50_000)),
        ("2026-12-31", ("halved", 50_000)),
        ("2027-01-01", ("normal", 100_000)),
    ],
    ids=["the day before", "its first day", "its last day", "the day after"],
)
def test_a_reduction_takes_the_place_of_its_line_within_its_window(
    on: str, line: tuple[str, int]
) -> None:
    assert owed(NORMAL, HALVED, on=on) == [line]


def test_of_windows_that_overlap_the_narrowest_wins_whoever_links_to_whom() -> None:
    """A chain: the month's line replaces the year's, which replaces the base."""
    month = HALVED.model_copy(
        update={
            "line_id": "month",
            "amount": 70_000,
            "replaces": "halved",
            "valid_from": date(2026, 5, 1),
            "valid_to": date(2026, 5, 31),
        }
    )
    assert owed(NORMAL, HALVED, month) == [("month", 70_000)]
    assert owed(NORMAL, HALVED, month, on="2026-06-01") == [("halved", 50_000)]
    beside = month.model_copy(update={"replaces": "normal"})
    assert owed(NORMAL, HALVED, beside) == [("month", 70_000)]


def test_a_replacement_that_holds_as_long_as_its_line_stands_before_it() -> None:
    online = a_fee_line(line_id="online", amount=0, channels=(Channel.ONLINE,), replaces="normal")
    assert owed(NORMAL, online, channel=Channel.ONLINE) == [("online", 0)]
    assert owed(NORMAL, online, channel=Channel.DIRECT) == [("normal", 100_000)]


def test_a_wide_replacement_leaves_a_narrow_line_where_it_is() -> None:
    narrow = a_fee_line(line_id="narrow", valid_from=date(2026, 5, 1), valid_to=date(2026, 5, 2))
    wide = a_fee_line(line_id="wide", amount=1, replaces="narrow")
    assert owed(narrow, wide, on="2026-05-01") == [("narrow", narrow.amount)]
    assert owed(narrow, wide, on="2026-05-03") == [("wide", 1)]


def test_two_reliefs_of_a_line_that_is_missing_still_stand_for_one_another() -> None:
    half = HALVED.model_copy(update={"replaces": "gone"})
    less = half.model_copy(update={"line_id": "less", "valid_to": date(2026, 6, 30)})
    assert owed(half, less) == [("less", 50_000)]


def test_lines_that_replace_one_another_in_a_circle_are_priced_once() -> None:
    one = NORMAL.model_copy(update={"replaces": "two"})
    two = NORMAL.model_copy(update={"line_id": "two", "replaces": "normal"})
    assert owed(one, two) == [("normal", 100_000)]


def test_equal_lines_that_stand_for_one_another_are_told_apart_the_same_way_always() -> None:
    later = HALVED.model_copy(
        update={
            "line_id": "later",
            "valid_from": date(2026, 1, 2),
            "valid_to": date(2027, 1, 1),
        }
    )
    twin = HALVED.model_copy(update={"line_id": "half"})
    for lines in ((NORMAL, HALVED, later, twin), (twin, later, HALVED, NORMAL)):
        assert owed(*lines) == [("later", 50_000)]
        assert owed(*lines, on="2026-01-01") == [("half", 50_000)]


def test_of_two_replacements_that_hold_as_long_the_one_of_fewer_channels_stands() -> None:
    everywhere = a_fee_line(line_id="a", amount=1, replaces="normal")
    online = a_fee_line(line_id="b", amount=2, replaces="normal", channels=(Channel.ONLINE,))
    assert owed(NORMAL, everywhere, online) == [("b", 2)]


def test_lines_that_replace_nothing_add_up_in_their_order() -> None:
    second = a_fee_line(line_id="second", amount=20_000)
    assert owed(NORMAL, second) == [("normal", 100_000), ("second", 20_000)]


def test_a_line_of_a_case_is_owed_in_that_case_only() -> None:
    urgent = a_fee_line(line_id="urgent", amount=30_000, case="urgent")
    table = {"cases": named_choices("normal", "urgent")}
    both = [("normal", 100_000), ("urgent", 30_000)]
    assert owed(NORMAL, urgent, table=table, case="urgent") == both
    assert owed(NORMAL, urgent, table=table, case="normal") == [("normal", 100_000)]


def test_a_line_of_an_option_is_owed_if_it_is_chosen() -> None:
    copy = a_fee_line(line_id="copy", amount=8000, option="copies")
    assert owed(NORMAL, copy, options=("copies",)) == [("normal", 100_000), ("copy", 8000)]
    assert owed(NORMAL, copy) == [("normal", 100_000)]


def test_a_chosen_option_may_stand_in_place_of_the_usual_line() -> None:
    express = a_fee_line(line_id="express", amount=300_000, option="express", replaces="normal")
    assert owed(NORMAL, express) == [("normal", 100_000)]
    assert owed(NORMAL, express, options=("express",)) == [("express", 300_000)]


@pytest.mark.parametrize(
    ("pages", "copies", "amount"),
    [
        (1, 1, 2000),
        (2, 1, 4000),
        (3, 1, 5000),
        (198, 1, 200_000),
        (250, 1, 200_000),
        (3, 4, 20_000),
    ],
)
def test_tiers_are_capped_and_the_capped_price_is_taken_times(
    pages: int, copies: int, amount: int
) -> None:
    quantities = {"pages": pages, "copies": copies}
    assert owed(PER_PAGE, quantities=quantities) == [("pages", amount)]


def test_what_is_not_counted_has_its_default_or_is_open() -> None:
    assert owed(PER_PAGE, quantities={"pages": 3}) == [("pages", 5000)]
    assert still_open(PER_PAGE) == [("pages", OpenReason.NOT_COUNTED)]
    (line,) = priced(PER_PAGE).open_lines
    assert line.to_count == ("pages",)


def test_a_quantity_that_only_a_line_names_must_be_counted() -> None:
    found = still_open(PER_PAGE, table={"quantities": (PAGES,)}, quantities={"pages": 3})
    assert found == [("pages", OpenReason.NOT_COUNTED)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"set_by": "provincial_council"}, OpenReason.SET_BY_COUNCIL),
        ({"set_by": "circular"}, OpenReason.NOT_READ),
        ({"set_by": "assessed"}, OpenReason.ASSESSED),
        ({"kind": "nghia_vu_tai_chinh"}, OpenReason.ASSESSED),
    ],
)
def test_a_line_without_an_amount_is_open_with_its_reason_and_never_zero(
    line: dict[str, str], reason: OpenReason
) -> None:
    unset = a_fee_line(line_id="open", **{"amount": None, **line})
    found = priced(NORMAL, unset)
    assert still_open(NORMAL, unset) == [("open", reason)]
    assert (found.amount, found.known_amount) == (None, 100_000)


def test_an_assessed_line_is_open_even_with_an_amount_beside_it() -> None:
    assert still_open(a_fee_line(kind="nghia_vu_tai_chinh")) == [("fee", OpenReason.ASSESSED)]


def test_an_open_amount_that_is_replaced_does_no_harm() -> None:
    unset = NORMAL.model_copy(update={"amount": None})
    assert owed(unset, HALVED) == [("halved", 50_000)]


def test_a_place_whose_windows_are_over_is_open_not_free() -> None:
    assert still_open(HALVED, on="2027-01-01") == [("halved", OpenReason.NOT_THAT_DAY)]
    assert still_open(NORMAL, HALVED.model_copy(update={"replaces": None}), on="2025-12-31") == [
        ("halved", OpenReason.NOT_THAT_DAY)
    ]


def test_what_only_other_channels_pay_is_not_free_unless_something_else_is_owed() -> None:
    direct = a_fee_line(line_id="direct", amount=1000, channels=(Channel.DIRECT,))
    assert still_open(direct) == [("direct", OpenReason.NOT_BY_CHANNEL)]
    assert owed(NORMAL, direct) == [("normal", 100_000)]


def test_without_any_line_of_its_case_a_filing_is_free() -> None:
    late = a_fee_line(line_id="late", case="late")
    table = {"cases": named_choices("on_time", "late")}
    assert owed(late, table=table, case="on_time") == []
    assert priced(late, table=table, case="on_time").amount == 0


def test_an_option_of_every_channel_does_not_make_the_fee_of_another_channel_free() -> None:
    direct = a_fee_line(line_id="direct", amount=500_000, channels=(Channel.DIRECT,))
    copies = a_fee_line(line_id="copies", amount=8_000, option="copies")
    given: dict[str, Any] = {"table": {"options": named_choices("copies")}}
    unpriced = [("direct", OpenReason.NOT_BY_CHANNEL)]
    assert still_open(direct, copies, **given) == unpriced
    assert still_open(direct, copies, options=("copies",), **given) == unpriced
    both = owed(direct, copies, options=("copies",), channel=Channel.DIRECT, **given)
    assert both == [("direct", 500_000), ("copies", 8_000)]
    assert owed(copies, options=("copies",), **given) == [("copies", 8_000)]


def a_local_price(**changes: Any) -> LocalPrice:
    fields = {"line_id": "local", "amount": 75_000, "legal_basis": "NQ 05/2026/NQ-HĐND"}
    return LocalPrice.model_validate({**fields, **changes})


def test_a_local_price_fills_what_the_national_catalogue_leaves_open() -> None:
    assert owed(LOCAL, local={"prices": (a_local_price(),)}) == [("local", 75_000)]
    (line,) = priced(LOCAL, local={"prices": (a_local_price(),)}).lines
    assert line.legal_basis == "NQ 05/2026/NQ-HĐND"


def test_of_local_prices_the_narrowest_window_wins_for_case_and_channel() -> None:
    this_year = {"valid_from": date(2026, 1, 1), "valid_to": date(2026, 12, 31)}
    prices = (
        a_local_price(),
        a_local_price(amount=60_000, **this_year),
        a_local_price(amount=50_000, channels=(Channel.DIRECT,), **this_year),
        a_local_price(amount=90_000, case="house"),
    )
    given: dict[str, Any] = {
        "local": {"prices": prices},
        "table": {"cases": named_choices("house", "other")},
    }
    assert owed(LOCAL, case="other", **given) == [("local", 60_000)]
    assert owed(LOCAL, case="house", on="2027-01-01", **given) == [("local", 90_000)]
    assert owed(LOCAL, case="other", channel=Channel.DIRECT, **given) == [("local", 50_000)]


def test_a_wider_local_price_that_begins_later_does_not_win() -> None:
    prices = (
        a_local_price(amount=1, valid_from=date(2026, 4, 1), valid_to=date(2026, 12, 31)),
        a_local_price(amount=2, valid_from=date(2026, 3, 1), valid_to=date(2026, 5, 31)),
    )
    assert owed(LOCAL, local={"prices": prices}) == [("local", 2)]


def test_a_local_price_never_overrides_a_set_amount_nor_a_notice() -> None:
    both = {"prices": (a_local_price(line_id="normal", amount=1), a_local_price(line_id="tax"))}
    assert owed(NORMAL, local=both) == [("normal", 100_000)]
    tax = a_fee_line(line_id="tax", kind="nghia_vu_tai_chinh", amount=None, set_by="assessed")
    assert still_open(tax, local=both) == [("tax", OpenReason.ASSESSED)]
    (line,) = priced(tax, local=both).open_lines
    assert line.legal_basis == tax.legal_basis


def test_a_national_amount_that_nobody_has_read_is_not_an_agency_s_to_say() -> None:
    unread = a_fee_line(line_id="local", amount=None, set_by="circular")
    found = still_open(unread, local={"prices": (a_local_price(),)})
    assert found == [("local", OpenReason.NOT_READ)]


def test_a_local_price_outside_its_window_leaves_the_line_open() -> None:
    last_year = a_local_price(valid_to=date(2025, 12, 31))
    assert still_open(LOCAL, local={"prices": (last_year,)}) == [
        ("local", OpenReason.SET_BY_COUNCIL)
    ]


def test_a_national_cap_holds_for_a_local_price_too() -> None:
    capped = LOCAL.model_copy(update={"cap": 70_000})
    assert owed(capped, local={"prices": (a_local_price(),)}) == [("local", 70_000)]


def test_what_is_left_of_an_exemption_is_rounded_down_in_the_payer_s_favour() -> None:
    table = {"exemptions": (POOR.model_copy(update={"percent": 50}),)}
    odd = a_fee_line(line_id="odd", amount=10_001)
    (line,) = priced(odd, table=table, exemptions=("poor",)).lines
    assert (line.amount, line.full_amount, line.exemption) == (5000, 10_001, "poor")


def test_of_several_claims_the_best_counts_for_each_line_and_they_never_add_up() -> None:
    second = a_fee_line(line_id="second", amount=20_000)
    child = POOR.model_copy(update={"code": "child", "percent": 30, "lines": ("second",)})
    half = POOR.model_copy(update={"code": "half", "percent": 50, "lines": ("normal",)})
    less = POOR.model_copy(update={"code": "less", "percent": 20})
    table = {"exemptions": (less, child, half)}
    both = [("normal", 50_000), ("second", 14_000)]
    assert owed(NORMAL, second, table=table, exemptions=("less", "half", "child")) == both
    assert owed(NORMAL, second, table=table, exemptions=("child", "half", "less")) == both
    assert owed(NORMAL, second, table=table, exemptions=("child",))[0] == ("normal", 100_000)


def test_an_exemption_of_a_line_relieves_what_stands_in_its_place() -> None:
    table = {"exemptions": (POOR.model_copy(update={"lines": ("normal",)}),)}
    assert owed(NORMAL, HALVED, table=table, exemptions=("poor",)) == [("halved", 0)]


def test_a_fully_exempt_line_is_known_to_be_nothing_even_if_its_amount_is_not_known() -> None:
    (line,) = priced(LOCAL, exemptions=("poor",)).lines
    assert (line.amount, line.full_amount, line.exemption) == (0, None, "poor")
    assert owed(PER_PAGE, exemptions=("poor",)) == [("pages", 0)]


def test_half_of_what_nobody_knows_is_not_known() -> None:
    table = {"exemptions": (POOR.model_copy(update={"percent": 50}),)}
    found = still_open(LOCAL, table=table, exemptions=("poor",))
    assert found == [("local", OpenReason.SET_BY_COUNCIL)]


def test_what_is_assessed_is_only_relieved_by_an_exemption_that_names_it() -> None:
    tax = a_fee_line(line_id="tax", kind="nghia_vu_tai_chinh", amount=None)
    assert still_open(tax, exemptions=("poor",)) == [("tax", OpenReason.ASSESSED)]
    table = {"exemptions": (POOR.model_copy(update={"lines": ("tax",)}),)}
    assert owed(tax, table=table, exemptions=("poor",)) == [("tax", 0)]


def test_each_beneficiary_has_a_share_of_its_own_and_no_dong_is_lost() -> None:
    second = a_fee_line(line_id="second", amount=20_000)
    third = a_fee_line(line_id="third", amount=1000)
    collectors = {"collectors": (Collector(line_id="second", agency_code="G12"),)}
    found = priced(NORMAL, second, third, local=collectors)
    assert [(share.beneficiary, share.amount) for share in found.shares] == [
        ("H32.12", 101_000),
        ("G12", 20_000),
    ]


def test_a_relief_belongs_to_whoever_collects_the_line_it_replaces() -> None:
    collectors = (
        Collector(line_id="normal", agency_code="G12"),
        Collector(line_id="other", agency_code="G15"),
    )
    (line,) = priced(NORMAL, HALVED, local={"collectors": collectors}).lines
    assert (line.line_id, line.beneficiary) == ("halved", "G12")
    mine = (*collectors, Collector(line_id="halved", agency_code="H32.12"))
    (line,) = priced(NORMAL, HALVED, local={"collectors": mine}).lines
    assert line.beneficiary == "H32.12"


def test_a_share_with_an_open_line_has_no_amount_and_the_others_have_theirs() -> None:
    collectors = {"collectors": (Collector(line_id="local", agency_code="G12"),)}
    found = priced(NORMAL, LOCAL, local=collectors)
    assert [(share.beneficiary, share.amount) for share in found.shares] == [
        ("H32.12", 100_000),
        ("G12", None),
    ]


def test_a_channel_that_the_procedure_is_not_filed_by_is_refused() -> None:
    [(pointer, said)] = refused(NORMAL, channel=Channel.POSTAL, table={"channels": ("online",)})
    assert (pointer, said) == (
        "/channel",
        "The procedure is not filed by the channel postal; possible: online.",
    )


def test_a_case_must_be_chosen_where_there_are_cases_and_the_refusal_lists_them() -> None:
    table = {"cases": named_choices("new", "reissue")}
    assert refused(NORMAL, table=table) == [
        ("/case", "Choose one of the cases: new (new), reissue (reissue).")
    ]


def test_a_case_that_only_a_line_names_must_be_chosen_too() -> None:
    urgent = a_fee_line(line_id="urgent", case="urgent")
    assert refused(NORMAL, urgent) == [("/case", "Choose one of the cases: urgent (urgent).")]


def test_every_choice_that_the_procedure_does_not_know_is_pointed_at() -> None:
    table = {"options": named_choices("copies")}
    found = refused(
        NORMAL,
        table=table,
        case="new",
        options=("copies", "express"),
        exemptions=("poor", "rich"),
    )
    assert found == [
        ("/case", "The procedure has no new; it has: -."),
        ("/options/1", "The procedure has no express; it has: copies (copies)."),
        ("/exemptions/1", "The procedure has no rich; it has: poor (Poor household)."),
    ]


def test_a_count_that_no_owed_line_uses_is_refused() -> None:
    assert refused(NORMAL, quantities={"pages": 3}) == [
        ("/quantities/pages", "No line that is owed depends on pages; used are: -.")
    ]


@pytest.mark.parametrize("pages", [0, 5001])
def test_a_count_out_of_its_bounds_is_refused(pages: int) -> None:
    assert refused(PER_PAGE, quantities={"pages": pages}) == [
        ("/quantities/pages", "Pages: it must be from 1 to 5000.")
    ]


@pytest.mark.parametrize("exemptions", [(), ("poor",)])
def test_counts_that_come_to_more_money_than_there_can_be_are_refused(
    exemptions: tuple[str, ...],
) -> None:
    lines = [a_fee_line(line_id=each, amount=MOST_DONG // 20, quantity="copies") for each in "ab"]
    assert priced(*lines, quantities={"copies": 10}).known_amount == MOST_DONG
    with pytest.raises(Invalid, match="amount_too_large") as refusal:
        priced(*lines, quantities={"copies": 11}, exemptions=exemptions)
    assert refusal.value.errors == [("/quantities", "amount_too_large")]
