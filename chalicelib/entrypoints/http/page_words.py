"""The words of the citizen's page, in both languages."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from chalicelib.domain.instant import VIETNAM
from chalicelib.domain.order import OrderState
from chalicelib.domain.value import Named

WORDS: Mapping[str, Named] = MappingProxyType(
    {
        "pay_title": Named(vi="Thanh toán hồ sơ", en="Pay for your dossier"),
        "paid_title": Named(vi="Đã thanh toán", en="Paid"),
        "dossier": Named(vi="Mã hồ sơ", en="Dossier"),
        "amount": Named(vi="Số tiền", en="Amount"),
        "state": Named(vi="Trạng thái", en="State"),
        "order": Named(vi="Mã lệnh", en="Order"),
        "scan": Named(
            vi="Quét mã bằng ứng dụng của ví, hoặc bấm nút dưới đây.",
            en="Scan the code with the wallet's app, or use the button below.",
        ),
        "open": Named(vi="Mở trang thanh toán", en="Open the payment page"),
        "until": Named(vi="Hết hạn lúc", en="Valid until"),
        "preparing": Named(
            vi="Đang hỏi lại đơn vị thanh toán. Trang tự cập nhật, xin đừng đóng.",
            en="The payment provider is being asked. This page updates itself; please wait.",
        ),
        "back": Named(vi="Quay lại cổng dịch vụ", en="Back to the portal"),
        "missing_title": Named(vi="Không tìm thấy", en="Not found"),
        "missing": Named(
            vi="Không có khoản thanh toán này, hoặc đường dẫn không đúng. "
            "Nếu quý vị đã trả tiền, hãy xem trạng thái trên cổng dịch vụ.",
            en="There is no such payment, or the link is not right. "
            "If you have paid, look at the state on the portal.",
        ),
        "footer": Named(
            vi="Chỉ tin kết quả hiển thị tại đây hoặc trên cổng dịch vụ.",
            en="Rely only on what is shown here or on the portal.",
        ),
    }
)

STATE_WORDS: Mapping[OrderState, Named] = MappingProxyType(
    {
        OrderState.CREATED: Named(vi="Đang chuẩn bị", en="Being prepared"),
        OrderState.PENDING: Named(vi="Chờ thanh toán", en="Waiting for payment"),
        OrderState.UNKNOWN: Named(
            vi="Đang kiểm tra với đơn vị thanh toán", en="Being checked with the provider"
        ),
        OrderState.PAID: Named(vi="Đã nhận được tiền", en="The money has arrived"),
        OrderState.REFUSED: Named(vi="Thanh toán không thành công", en="The payment failed"),
        OrderState.EXPIRED: Named(vi="Đã hết hạn", en="Expired"),
        OrderState.CANCELLED: Named(vi="Đã hủy", en="Cancelled"),
        OrderState.SUPERSEDED: Named(
            vi="Đã được thay bằng lệnh khác hoặc khoản thu đã đóng",
            en="Replaced by another order, or the bill is closed",
        ),
        OrderState.ABANDONED: Named(
            vi="Không còn thanh toán được; xin mở lệnh mới",
            en="Cannot be paid any more; please open a new order",
        ),
    }
)


def dong(amount: int) -> str:
    """`135.000 ₫`: how amounts are written in Vietnam."""
    return f"{amount:,}".replace(",", ".") + " ₫"


def when(instant: datetime) -> str:
    """An instant as a clock and a calendar in Vietnam show it."""
    return f"{instant.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
