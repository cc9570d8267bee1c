"""A price explains itself: a sentence for each line and each decision, in both languages."""

from datetime import date
from typing import Any

from chalicelib.domain.fee_line import Channel, SetBy
from chalicelib.domain.offering import Collector, LocalPrice
from chalicelib.domain.priced import Priced
from chalicelib.domain.value import Named
from tests.builders import a_fee_line, named
from tests.domain.test_pricing import HALVED, LOCAL, NORMAL, PER_PAGE, POOR, priced

LICENCE = a_fee_line(
    line_id="licence", amount=135_000, name=Named(vi="Lệ phí giấy phép", en="Licence fee")
)
ONLINE = a_fee_line(
    line_id="online",
    amount=115_000,
    name=Named(vi="Lệ phí nộp trực tuyến", en="Online fee"),
    replaces="licence",
    valid_from=date(2023, 12, 1),
    valid_to=date(2025, 12, 31),
)


def english(found: Priced) -> list[str]:
    return [remark.en for remark in found.explanation]


def vietnamese(found: Priced) -> list[str]:
    return [remark.vi for remark in found.explanation]


def test_a_window_that_won_says_over_what() -> None:
    found = priced(LICENCE, ONLINE, on="2025-12-31")
    assert vietnamese(found) == [
        "Lệ phí nộp trực tuyến: 115.000 đồng.",
        "“Lệ phí nộp trực tuyến” (01/12/2023 – 31/12/2025) thay cho “Lệ phí giấy phép”: khoảng"
        " thời gian hẹp hơn được áp dụng, các mức không cộng dồn.",
        "Tổng cộng 115.000 đồng.",
    ]
    assert english(found) == [
        "Online fee: 115,000 VND.",
        "“Online fee” (2023-12-01 to 2025-12-31) stands in place of “Licence fee”: the narrower"
        " window wins, and they never add up.",
        "Together 115,000 VND.",
    ]
    assert [remark.line_id for remark in found.explanation] == ["online", "online", None]


def test_a_window_that_is_over_is_named() -> None:
    assert english(priced(LICENCE, ONLINE, on="2026-01-01"))[1] == (
        "“Online fee” (2023-12-01 to 2025-12-31) does not hold on 2026-01-01."
    )


def test_a_line_without_end_that_replaces_another_without_end_is_not_called_narrower() -> None:
    found = priced(LICENCE, a_fee_line(line_id="other", replaces="licence"))
    assert english(found)[1] == (
        "“Fee” (without end) stands in place of “Licence fee”: it replaces that line, and they"
        " never add up."
    )
    assert vietnamese(found)[1] == (
        "“Fee” (không thời hạn) thay cho “Lệ phí giấy phép”: dòng này thay thế dòng kia, các mức"
        " không cộng dồn."
    )


def test_counts_and_a_cap_that_bites_are_said() -> None:
    found = priced(PER_PAGE, quantities={"pages": 250})
    assert english(found)[0] == "Fee (Pages: 250; Copies: 1): 200,000 VND, capped at 200,000 VND."
    assert vietnamese(found)[0] == (
        "Fee (Pages: 250; Copies: 1): 200.000 đồng, mức tối đa 200.000 đồng."
    )
    assert "capped" not in english(priced(PER_PAGE, quantities={"pages": 3}))[0]


def test_a_local_price_names_its_resolution() -> None:
    prices = (LocalPrice(line_id="local", amount=75_000, legal_basis="NQ 05/2026"),)
    found = priced(LOCAL, local={"prices": prices})
    assert english(found)[1] == "The amount is this place's own, by NQ 05/2026."
    assert vietnamese(found)[1] == "Mức thu của địa phương theo NQ 05/2026."


def test_an_exemption_says_what_it_relieves_and_that_it_is_the_only_one() -> None:
    half = POOR.model_copy(update={"code": "half", "percent": 50, "name": named("Half")})
    table: dict[str, Any] = {"exemptions": (POOR, half)}
    alone = priced(NORMAL, table=table, exemptions=("half",))
    assert english(alone)[:2] == [
        "Fee: 50,000 VND.",
        "50% of 100,000 VND is relieved because of “Half”.",
    ]
    both = priced(NORMAL, table=table, exemptions=("half", "poor"))
    assert english(both)[1:] == [
        "100% of 100,000 VND is relieved because of “Poor household”; of several only the best"
        " counts, they never add up.",
        "Together 0 VND.",
    ]
    assert vietnamese(both)[1] == (
        "Giảm 100% của 100.000 đồng vì thuộc diện “Poor household”; chỉ tính diện có lợi nhất,"
        " không cộng dồn."
    )


def test_the_exemption_of_an_amount_not_known_says_so() -> None:
    found = priced(LOCAL, exemptions=("poor",))
    assert english(found)[1] == (
        "100% of an amount not known is relieved because of “Poor household”."
    )


def test_a_claim_that_relieves_nothing_is_said_and_one_that_waits_is_not() -> None:
    elsewhere = POOR.model_copy(update={"lines": ("elsewhere",)})
    found = priced(NORMAL, table={"exemptions": (elsewhere,)}, exemptions=("poor",))
    assert "“Poor household” relieves none of the lines that are owed." in english(found)
    half = POOR.model_copy(update={"percent": 50})
    waits = priced(LOCAL, table={"exemptions": (half,)}, exemptions=("poor",))
    assert not any("relieves none" in said for said in english(waits))


def test_an_open_line_says_why_and_the_total_is_not_zero() -> None:
    found = priced(LICENCE, LOCAL)
    assert english(found) == [
        "Licence fee: 135,000 VND.",
        "Fee: not payable yet because the provincial People's Council sets it, and this place's"
        " amount is not entered.",
        "The total is not known yet; the known part is 135,000 VND.",
    ]
    assert vietnamese(found)[-1] == "Chưa biết tổng số tiền; phần đã biết là 135.000 đồng."


def test_each_reason_has_a_sentence_of_its_own() -> None:
    given: list[Any] = [
        priced(LOCAL),
        priced(LOCAL.model_copy(update={"set_by": SetBy.CIRCULAR})),
        priced(LOCAL.model_copy(update={"set_by": SetBy.ASSESSED})),
        priced(PER_PAGE),
        priced(HALVED, on="2027-01-01"),
        priced(NORMAL.model_copy(update={"channels": (Channel.DIRECT,)})),
    ]
    assert len({found.open_lines[0].because.vi for found in given}) == len(given)
    assert len({found.open_lines[0].because.en for found in given}) == len(given)
    assert "nobody has counted: Pages" in english(given[3])[0]


def test_nothing_owed_is_said() -> None:
    assert english(priced()) == ["Nothing is owed."]
    assert vietnamese(priced()) == ["Không phải nộp khoản nào."]


def test_more_than_one_beneficiary_is_said_with_each_one_s_sum() -> None:
    collectors = (Collector(line_id="local", agency_code="G12"),)
    found = priced(LICENCE, LOCAL, local={"collectors": collectors})
    assert english(found)[-1] == (
        "It is paid in one bill for each beneficiary: H32.12: 135,000 VND; G12: not known yet."
    )
