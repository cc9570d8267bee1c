"""What a filing costs depends on channel, case and day, and on nothing else."""

from datetime import date
from typing import Any

import pytest

from chalicelib.domain.errors import Invalid
from chalicelib.domain.fee_line import Channel
from chalicelib.domain.pricing import price
from tests.builders import a_fee_line, a_procedure

NORMAL = a_fee_line(line_id="normal", amount=100_000)
HALVED = a_fee_line(
    line_id="halved",
    amount=50_000,
    replaces="normal",
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 12, 31),
)


def owed(
    *lines: Any, channel: Channel = Channel.ONLINE, case: str | None = None, on: str
) -> list[tuple[str, int]]:
    procedure = a_procedure(fee_lines=lines)
    priced = price(procedure, channel=channel, case=case, on=date.fromisoformat(on))
    return [(line.line_id, line.amount) for line in priced]


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


def test_a_reduction_for_one_channel_leaves_the_others_alone() -> None:
    online = a_fee_line(line_id="online", amount=0, channels=(Channel.ONLINE,), replaces="normal")
    assert owed(NORMAL, online, channel=Channel.ONLINE, on="2026-05-01") == [("online", 0)]
    assert owed(NORMAL, online, channel=Channel.DIRECT, on="2026-05-01") == [("normal", 100_000)]


def test_a_line_of_a_case_is_owed_in_that_case_only() -> None:
    urgent = a_fee_line(line_id="urgent", amount=30_000, case="urgent")
    assert owed(NORMAL, urgent, case="urgent", on="2026-05-01") == [
        ("normal", 100_000),
        ("urgent", 30_000),
    ]
    assert owed(NORMAL, urgent, case="other", on="2026-05-01") == [("normal", 100_000)]
    assert owed(NORMAL, urgent, on="2026-05-01") == [("normal", 100_000)]


def test_lines_that_replace_nothing_add_up_in_their_order() -> None:
    second = a_fee_line(line_id="second", amount=20_000)
    assert owed(NORMAL, second, on="2026-05-01") == [("normal", 100_000), ("second", 20_000)]


def test_an_amount_that_is_not_set_nationally_cannot_be_priced() -> None:
    with pytest.raises(Invalid) as refused:
        owed(a_fee_line(line_id="local", amount=None), on="2026-05-01")
    assert (refused.value.code, refused.value.facts) == ("amount_open", {"line": "local"})


def test_an_open_amount_that_is_replaced_does_no_harm() -> None:
    unset = a_fee_line(line_id="normal", amount=None)
    assert owed(unset, HALVED, on="2026-05-01") == [("halved", 50_000)]


def test_a_bill_s_line_keeps_its_kind_and_legal_basis() -> None:
    (line,) = price(a_procedure(), channel=Channel.ONLINE, case=None, on=date(2026, 5, 1))
    source = a_fee_line()
    assert (line.kind, line.legal_basis, line.name) == (
        source.kind,
        source.legal_basis,
        source.name,
    )
