"""What each figure of a service report counts, and by which rules, in words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from chalicelib.domain.service_report.figures import Figure
from chalicelib.domain.value import Named

_F = Figure


def _said(vi: str, en: str) -> Named:
    return Named(vi=vi, en=en)


DEFINITIONS: Final[Mapping[Figure, Named]] = MappingProxyType(
    {
        _F.RECEIVED: _said(
            "Hồ sơ đã tiếp nhận phải giải quyết trong kỳ: tiếp nhận mới cộng kỳ trước chuyển sang;"
            " bằng đã giải quyết cộng đang giải quyết.",
            "Accepted dossiers to be worked on in the period: new ones and those carried over;"
            " equals resolved plus in progress.",
        ),
        _F.RECEIVED_NEW: _said(
            "Được tiếp nhận trong kỳ: lần tiếp nhận đầu tiên tính ngày, không phải ngày nộp.",
            "Accepted within the period: the first acceptance counts, not the day of filing.",
        ),
        _F.RECEIVED_ONLINE: _said(
            "Tiếp nhận mới, nộp trực tuyến.", "Newly accepted, filed online."
        ),
        _F.RECEIVED_DIRECT: _said(
            "Tiếp nhận mới, nộp trực tiếp.", "Newly accepted, filed at a counter."
        ),
        _F.RECEIVED_POSTAL: _said(
            "Tiếp nhận mới, nộp qua bưu chính.", "Newly accepted, filed by post."
        ),
        _F.CARRIED_OVER: _said(
            "Tiếp nhận trước kỳ và chưa kết thúc trước ngày đầu kỳ; hồ sơ đã kết thúc mà bị thu hồi"
            " trong kỳ cũng tính ở đây.",
            "Accepted before the period and not ended before its first day; what had ended and was"
            " recalled within the period counts here, too.",
        ),
        _F.RESOLVED: _said(
            "Đã tiếp nhận và kết thúc trong kỳ: có kết quả (9), dừng xử lý (8) hoặc rút hồ sơ (7)."
            " Trả kết quả sau đó (10) không tính lại.",
            "Accepted, and ended within the period: with a result (9), stopped (8) or withdrawn (7)."
            " Handing the result over later (10) does not count again.",
        ),
        _F.RESOLVED_EARLY: _said(
            "Kết thúc trước ngày đến hạn theo quy định.", "Ended before the legal due day."
        ),
        _F.RESOLVED_ON_TIME: _said(
            "Kết thúc đúng ngày đến hạn, hoặc không có ngày đến hạn.",
            "Ended on the legal due day, or without one.",
        ),
        _F.RESOLVED_LATE: _said(
            "Kết thúc sau ngày đến hạn theo quy định; phiếu xin lỗi không làm thành đúng hạn.",
            "Ended after the legal due day; an apology slip does not make it on time.",
        ),
        _F.RESOLVED_WITHOUT_DUE_DAY: _said(
            "Trong số đúng hạn: không có ngày đến hạn nào được biết.",
            "Of those on time: no due day is known.",
        ),
        _F.RESOLVED_STOPPED: _said(
            "Trong số đã giải quyết: dừng xử lý.", "Of those resolved: stopped."
        ),
        _F.RESOLVED_WITHDRAWN: _said(
            "Trong số đã giải quyết: công dân rút sau khi tiếp nhận; so ngày như mọi hồ sơ.",
            "Of those resolved: withdrawn after acceptance; judged by its days like any other.",
        ),
        _F.IN_PROGRESS: _said(
            "Đã tiếp nhận, chưa kết thúc khi chốt số liệu; gồm cả hồ sơ bị thu hồi để xử lý lại.",
            "Accepted and not ended at the cut-off; those recalled for more work included.",
        ),
        _F.IN_PROGRESS_IN_TERM: _said(
            "Đang giải quyết, ngày đến hạn là ngày chốt hoặc muộn hơn, hoặc không có.",
            "In progress, due on the day of the cut-off or later, or without a due day.",
        ),
        _F.IN_PROGRESS_LATE: _said(
            "Đang giải quyết, ngày đến hạn trước ngày chốt.",
            "In progress, due before the day of the cut-off.",
        ),
        _F.PAUSED: _said(
            "Trong số đang giải quyết: chờ bổ sung giấy tờ (5) hoặc nghĩa vụ tài chính (6).",
            "Of those in progress: waiting for papers (5) or for a financial obligation (6).",
        ),
        _F.NOT_RECEIVED: _said(
            "Không được tiếp nhận (3) trong kỳ; không tính vào tiếp nhận hay giải quyết.",
            "Refused at intake (3) within the period; neither received nor resolved.",
        ),
        _F.WITHDRAWN_BEFORE_INTAKE: _said(
            "Rút trong kỳ trước khi được tiếp nhận; không tính vào tiếp nhận hay giải quyết.",
            "Withdrawn within the period before acceptance; neither received nor resolved.",
        ),
        _F.AWAITING_INTAKE: _said(
            "Đã nộp, chưa được tiếp nhận hay từ chối khi chốt số liệu.",
            "Filed, and neither accepted nor refused at the cut-off.",
        ),
    }
)

RULES: Final[Mapping[str, Named]] = MappingProxyType(
    {
        "cut_off": _said(
            "Chốt số liệu khi hết ngày cuối kỳ, hoặc sau thời điểm `as_of` nếu sớm hơn; việc xảy ra"
            " từ đó trở đi không tính, kể cả thu hồi.",
            "The cut-off is the end of the last day, or just after `as_of` if that is earlier; what happened"
            " from then on does not count, recalls included.",
        ),
        "days": _said(
            "Ngày theo giờ Việt Nam, tính cả ngày đầu và ngày cuối.",
            "Days are Vietnam's; the first and the last are included.",
        ),
        "share_early_or_on_time": _said(
            "(Trước hạn + đúng hạn) / đã giải quyết.", "(Early + on time) / resolved."
        ),
        "share_late": _said("Trễ hạn / đã giải quyết.", "Late / resolved."),
        "share_online": _said(
            "Trực tuyến / tiếp nhận mới (không gồm kỳ trước chuyển sang).",
            "Online / newly received (without those carried over).",
        ),
        "share_in_term": _said("Trong hạn / đang giải quyết.", "In term / in progress."),
        "rounding": _said(
            "Phần trăm và bình quân có hai chữ số thập phân, nửa thì làm tròn lên; mẫu số bằng 0 thì"
            " để trống.",
            "Percentages and averages have two decimals, a half is rounded up; of nothing there is"
            " no percentage.",
        ),
        "monthly_average": _said(
            "Tiếp nhận mới / số tháng: tháng tròn kể từ ngày đầu kỳ, phần còn lại theo số ngày của"
            " tháng tiếp theo.",
            "Newly received / months: whole months from the first day on, and the rest as a part of"
            " the month that follows.",
        ),
    }
)
