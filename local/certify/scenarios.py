"""Everything that a provider can do wrong, one scenario each: the catalogue of certification."""

from dataclasses import dataclass, field

from local.certify.acts import (
    Act,
    asked,
    failure_then_return,
    forged_before_payment,
    notified,
    opened,
    paid_before_created,
    paid_by_both,
    plain,
    query_fails_before_success,
    received,
    refused_then_paid,
    return_and_notifications,
    return_only,
    reviewed,
    withdrawn_then_paid,
)
from local.certify.judge import Expected


@dataclass(frozen=True)
class Scenario:
    """`expects` is for people, `expected` for the judge; an empty `only` fits every provider."""

    vi: str
    en: str
    expects: str
    act: Act
    expected: Expected = field(default_factory=Expected)
    only: str = ""


_ONCE = "booked once, the dossier goes on once"
_OVER = Expected(flags=frozenset({"over"}))
_SHORT = Expected(flags=frozenset({"short"}))
_TOO_LITTLE = Expected(covers=False, waits_for="payment", flags=frozenset({"short"}))
_TOO_LATE = Expected(covers=False, waits_for=None, flags=frozenset({"late"}))

SCENARIOS = (
    Scenario("Bình thường", "as documented", _ONCE, plain),
    Scenario("Mất thông báo", "notification lost", _ONCE, notified("lost_notification")),
    Scenario(
        "Thông báo trễ", "notification 20 s late", _ONCE, notified("delayed_notification", seconds=20)
    ),
    Scenario(
        "Thông báo trùng 20 lần", "20 identical notifications at once", _ONCE,
        notified("duplicate_notification", times=20),
    ),
    Scenario(
        "Thông báo đảo thứ tự", "'waiting' told after 'paid'", _ONCE,
        notified("reordered_notifications", seconds=5),
    ),
    Scenario(
        "Thông báo giả, thông báo thật bị mất", "5 forged notifications, the genuine one lost", _ONCE,
        notified("forged_notification", times=5),
    ),
    Scenario(
        "Thông báo giả khi chưa trả tiền", "20 forged successes before the payment",
        "changes nothing; the payment is booked once", forged_before_payment,
    ),
    Scenario("Thừa 1 đồng", "1 đồng too much", "booked as received, flagged over", received(lambda n: n + 1), _OVER),
    Scenario(
        "Thiếu 1 đồng", "1 đồng too little", "booked as received, flagged short; the bill waits",
        received(lambda n: n - 1), _TOO_LITTLE,
    ),
    Scenario("Gấp 100 lần", "100 times too much", "booked as received, flagged over", received(lambda n: n * 100), _OVER),
    Scenario(
        "Bằng một phần trăm, trả tiếp phần còn lại", "a hundredth, then the rest",
        "both booked; a new order for exactly the rest", received(lambda n: n // 100, rest=True), _SHORT,
    ),
    Scenario(
        "Báo thất bại rồi báo thành công", "success told after failure", _ONCE,
        notified("success_after_failure", seconds=8),
    ),
    Scenario(
        "Báo thành công rồi báo thất bại", "failure told after success", _ONCE,
        notified("failure_after_success", seconds=8),
    ),
    Scenario(
        "Truy vấn nói đang chờ", "notification lost, the first query says waiting", _ONCE,
        asked("query_says_waiting"),
    ),
    Scenario(
        "Truy vấn nói thất bại", "the query says failed, then the notification says paid", _ONCE,
        query_fails_before_success,
    ),
    Scenario(
        "Truy vấn hết giờ chờ", "notification lost, the first query is not answered", _ONCE,
        asked("timeout_after_work", later=60, seconds=25),
    ),
    Scenario(
        "Truy vấn lỗi 5xx", "notification lost, the first query answers 500", _ONCE, asked("error_500")
    ),
    Scenario(
        "Truy vấn chậm", "notification lost, the query takes 3 s", _ONCE, asked("slow", seconds=3)
    ),
    Scenario(
        "Đồng hồ nhanh một ngày", "the provider's clock is a day ahead", _ONCE,
        notified("wrong_clock", seconds=86_400),
    ),
    Scenario(
        "Đồng hồ chậm một ngày", "the provider's clock is a day behind", _ONCE,
        notified("wrong_clock", seconds=-86_400),
    ),
    Scenario("Chỉ có trình duyệt quay về", "notification lost, the browser returns", _ONCE, return_only),
    Scenario(
        "Báo thất bại, trình duyệt quay về thành công", "failure told, the browser returns with a success",
        _ONCE, failure_then_return,
    ),
    Scenario(
        "Trình duyệt và thông báo cùng lúc", "5 returns and 5 notifications at once", _ONCE,
        return_and_notifications,
    ),
    Scenario(
        "Từ chối rồi trả bằng đơn mới", "refused, then paid by a new order", _ONCE, refused_then_paid
    ),
    Scenario(
        "Một khoản trả hai lần", "two orders of one bill paid in the same instant",
        "both booked, the dossier goes on once", paid_by_both,
    ),
    Scenario(
        "Trả tiền sau khi rút hồ sơ", "paid after the dossier was withdrawn",
        "booked as received, flagged late; the dossier has ended", withdrawn_then_paid, _TOO_LATE,
    ),
    Scenario(
        "Tạo đơn hết giờ chờ", "create works but is not answered", "a new order can be paid, once",
        opened("timeout_after_work", seconds=25), only="momo",
    ),
    Scenario(
        "Tạo đơn lỗi 5xx", "create answers 500 and does nothing", "sent once more, paid once",
        opened("error_500"), only="momo",
    ),
    Scenario(
        "Tạo đơn lỗi 5xx sau khi đã tạo", "create works and answers 500", "a new order can be paid, once",
        opened("error_500_after_work"), only="momo",
    ),
    Scenario("Tạo đơn chậm", "create takes 6 s", _ONCE, opened("slow", seconds=6), only="momo"),
    Scenario(
        "Trả tiền trước khi tạo đơn trả lời", "paid before our create is answered", _ONCE,
        paid_before_created, only="momo",
    ),
    Scenario(
        "Đang xem xét rồi chấp nhận", "07 (under review), later 00",
        "waits while under review, then booked once", reviewed, only="vnpay",
    ),
)  # fmt: skip
