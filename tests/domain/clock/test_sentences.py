"""The sentences of the explanation, word by word: a citizen reads them, a lawyer checks them."""

import pytest

from chalicelib.domain.clock.legal_clock import read
from tests.domain.clock.examples.example import calendar, entries, limit_for

STARTED = "start 05/10/2026 09:00"
PAUSED = f"{STARTED}; pause supplement 07/10/2026 09:00"
ONE_DAY = "1.001445 direct"


def said(code: str, text: str, filing: str = "3.000347 online") -> tuple[str, str]:
    """The last sentence of that code."""
    steps = read(entries(text), calendar(), limit_for(filing)).steps
    found = [step.says for step in steps if step.code == code][-1]
    return found.vi, found.en


@pytest.mark.parametrize(
    ("at", "vi", "en"),
    [
        ("05/10/2026 06:00", "trước giờ làm việc", "before working hours"),
        ("05/10/2026 11:30", "trong giờ nghỉ giữa ngày", "in the midday break"),
        ("05/10/2026 17:00", "sau giờ làm việc", "after working hours"),
        ("10/10/2026 10:00", "ngày nghỉ hằng tuần", "weekly rest day"),
        ("17/02/2026 10:00", "Tết Nguyên đán", "Lunar New Year"),
        ("26/04/2026 10:00", "Giỗ Tổ Hùng Vương", "Hùng Kings' Commemoration Day"),
    ],
)
def test_why_nobody_works_is_said(at: str, vi: str, en: str) -> None:
    in_vietnamese, in_english = said("moved_to_working_time", f"start {at}")
    assert in_vietnamese.startswith(f"{at} không thuộc giờ làm việc ({vi}), ")
    assert in_english.startswith(f"Nobody works at {at} ({en}), ")


@pytest.mark.parametrize(
    ("filing", "vi", "en"),
    [
        (
            "1.011441 direct",
            "Thời hạn: trong ngày làm việc. Khi có lý do, được kéo dài đến 3 ngày làm việc.",
            "The limit: the same working day. With a reason it may take up to 3 working days.",
        ),
        ("1.013083 online", "Thời hạn: 8 giờ làm việc.", "The limit: 8 working hours."),
        ("3.000333 online", "Thời hạn: 10 ngày.", "The limit: 10 days."),
        (ONE_DAY, "Thời hạn: 1 ngày làm việc.", "The limit: 1 working day."),
        (
            "2.000033 online",
            "Thủ tục không nêu thời hạn cho trường hợp này, nên không có ngày đến hạn.",
            "The procedure states no time limit for this case, so there is no due date.",
        ),
    ],
)
def test_the_limit_is_said(filing: str, vi: str, en: str) -> None:
    assert said("limit", STARTED, filing) == (vi, en)


def test_a_pause_says_what_is_spent_and_left() -> None:
    assert said("paused", f"{STARTED}; pause supplement 07/10/2026 14:15") == (
        "Từ 07/10/2026 14:15 tạm dừng tính thời hạn vì chờ bổ sung giấy tờ:"
        " đã tính 2 ngày làm việc 3 giờ 15 phút, còn 2 ngày làm việc 4 giờ 45 phút.",
        "Since 07/10/2026 14:15 no time is counted, because of missing papers:"
        " 2 working days 3 hours 15 minutes spent, 2 working days 4 hours 45 minutes left.",
    )


def test_a_pause_that_comes_too_late_says_so_and_leaves_nothing() -> None:
    late = f"{STARTED}; pause supplement 07/10/2026 09:00"
    assert said("paused", late, ONE_DAY)[1].endswith(": 2 working days spent.")
    assert said("missed_before", late, ONE_DAY) == (
        "Hạn theo quy định (06/10/2026) đã qua trước khi tạm dừng, nên không dời.",
        "The legal due day (06/10/2026) was over before the pause and does not move.",
    )


def test_a_pause_in_time_says_nothing_of_a_missed_day() -> None:
    steps = read(entries(PAUSED), calendar(), limit_for("3.000347 online")).steps
    assert [step.code for step in steps] == ["limit", "started", "working_time", "paused"]


def test_a_restart_after_the_due_day_is_counted_in_words_all_the_same() -> None:
    text = f"{PAUSED}; restart 09/10/2026 09:00"
    assert said("restarted", text, ONE_DAY)[1] == (
        "09/10/2026 09:00: no longer because of missing papers; by its rule the limit counts"
        " from the beginning."
    )
    assert said("working_time", text, ONE_DAY)[1] == (
        "1 working day from 09/10/2026 09:00: due 12/10/2026 09:00."
        " Not counted: 2 weekly rest days."
    )


def test_a_fixed_remainder_says_how_much() -> None:
    text = f"{PAUSED}; remainder 10 12/10/2026 14:00"
    assert said("fixed_remainder", text)[0] == (
        "12/10/2026 14:00: hết lý do chờ bổ sung giấy tờ; theo quy định, từ đó còn"
        " 10 ngày làm việc."
    )


def test_a_second_ground_says_that_time_is_left_out_once() -> None:
    text = f"{PAUSED}; pause verification 08/10/2026 09:00; resume supplement 09/10/2026 09:00"
    assert said("paused_too", text)[0] == (
        "Từ 08/10/2026 09:00 còn vì chờ xác minh; thời gian trùng nhau chỉ trừ một lần."
    )
    assert said("still_paused", text)[0] == (
        "09/10/2026 09:00: hết lý do chờ bổ sung giấy tờ; vẫn tạm dừng vì chờ xác minh."
    )


def test_a_pause_in_which_nobody_works_says_that_it_changes_nothing() -> None:
    text = f"{STARTED}; pause supplement 07/10/2026 18:00; resume supplement 08/10/2026 06:00"
    assert said("pause_not_counted", text) == (
        "Từ 07/10/2026 18:00 đến 08/10/2026 06:00 cơ quan không có giờ làm việc nào, nên lần tạm"
        " dừng này không được trừ: mọi ngày đến hạn giữ nguyên.",
        "Nobody worked from 07/10/2026 18:00 to 08/10/2026 06:00, so this pause is not left out:"
        " every due date stays as it was.",
    )
    steps = read(entries(text), calendar(), limit_for("3.000333 online")).steps
    assert [step.code for step in steps[-3:]] == ["paused", "resumed", "pause_not_counted"]


def test_a_pause_that_a_recalled_end_cut_short_says_so() -> None:
    text = f"""{STARTED}; pause supplement 07/10/2026 09:00; pause third_party 08/10/2026 09:00
        end 22/10/2026 09:00; reopen 12/11/2026 09:00"""
    assert said("pause_ended", text) == (
        "Việc tạm dừng vì chờ bổ sung giấy tờ, chờ cơ quan, tổ chức khác trả lời chỉ kéo dài"
        " đến lúc kết thúc đó; thời hạn được tính tiếp từ 22/10/2026 09:00.",
        "The pause because of missing papers, the answer of another body lasted until"
        " that end only; time is counted again from 22/10/2026 09:00.",
    )


def test_days_that_go_on_outside_of_working_time_are_not_said_to_wait_for_it() -> None:
    text = f"{STARTED}; pause supplement 08/10/2026 15:00; resume supplement 10/10/2026 10:00"
    steps = read(entries(text), calendar(), limit_for("3.000333 online")).steps
    assert [step.says.en for step in steps[-2:]] == [
        "6 days 18 hours (rest days included) from 10/10/2026 10:00: 17/10/2026 04:00.",
        "Nobody works then (weekly rest day), so it is due when work begins next:"
        " 19/10/2026 07:00.",
    ]
    assert "moved_to_working_time" not in [step.code for step in steps]


def test_the_same_day_says_why_a_pause_leaves_it_as_it_was() -> None:
    text = f"{STARTED}; pause supplement 05/10/2026 16:00; resume supplement 05/10/2026 16:05"
    assert said("same_day_still", text, "2.000635 online") == (
        "Hết tạm dừng khi ngày làm việc đó chưa hết giờ, nên hạn không đổi: đến hạn"
        " 05/10/2026 17:00.",
        "The pause ended before that working day did, so nothing moves: due 05/10/2026 17:00.",
    )
    steps = read(entries(text), calendar(), limit_for("2.000635 online")).steps
    assert [step.code for step in steps[-2:]] == ["resumed", "same_day_still"]


def test_a_promised_day_says_whether_a_pause_moves_it() -> None:
    slip = f"{STARTED}; extend 16/10/2026 at 08/10/2026 09:00; pause supplement 09/10/2026 09:00"
    assert said("promise_stays", f"{slip}; resume supplement 09/10/2026 10:00") == (
        "Ngày hẹn lại giữ nguyên: 16/10/2026 17:00.",
        "The promised day stays: 16/10/2026 17:00.",
    )
    assert said("promise_moved", f"{slip}; resume supplement 12/10/2026 10:00") == (
        "Ngày hẹn lại cũng dời: 19/10/2026 17:00.",
        "The promised day moves, too: 19/10/2026 17:00.",
    )


def test_a_promised_day_that_alone_is_left_says_whether_a_pause_moves_it() -> None:
    slip = f"{STARTED}; extend 16/10/2026 at 12/10/2026 09:00; pause supplement 14/10/2026 07:00"
    assert said("named_day", f"{slip}; resume supplement 14/10/2026 08:00") == (
        "Cộng thời gian tạm dừng, ngày ghi trên phiếu hẹn lại vẫn như cũ: đến hạn"
        " 16/10/2026 17:00.",
        "With the length of the pause added, the day on the slip is the same: due"
        " 16/10/2026 17:00.",
    )
    assert said("named_day", f"{slip}; resume supplement 19/10/2026 07:00") == (
        "Ngày ghi trên phiếu hẹn lại dời theo thời gian tạm dừng: đến hạn 21/10/2026 17:00.",
        "The day on the slip moves by the length of the pause: due 21/10/2026 17:00.",
    )


def test_an_extension_names_its_slip_and_both_days() -> None:
    text = f"{STARTED}; extend 16/10/2026 at 12/10/2026 08:00"
    assert said("extended", text)[1] == (
        "12/10/2026 08:00: slip 12/PXL promises 16/10/2026 instead, because: the map must be"
        " measured again. The promise before (12/10/2026) is kept on record."
    )
    assert said("legal_day", text)[0] == (
        "Hẹn lại không đổi hạn theo quy định (12/10/2026): trả kết quả sau ngày đó là trễ hạn."
    )


@pytest.mark.parametrize(
    ("end", "code", "vi"),
    [
        ("09/10/2026", "early", "Trước hạn: kết thúc ngày 09/10/2026, hạn là ngày 12/10/2026."),
        ("12/10/2026", "on_time", "Đúng hạn: kết thúc ngày 12/10/2026, hạn là ngày 12/10/2026."),
        ("13/10/2026", "late", "Trễ hạn: kết thúc ngày 13/10/2026, hạn là ngày 12/10/2026."),
    ],
)
def test_the_verdict_names_both_days(end: str, code: str, vi: str) -> None:
    assert said(code, f"{STARTED}; end {end} 16:00")[0] == vi
