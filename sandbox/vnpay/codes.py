"""VNPAY's codes: of a result, of a transaction, of a query, and of a merchant's acknowledgement.

Source: sandbox.vnpayment.vn/apis/docs, pay.html and querydr&refund.html.
"""

from collections.abc import Mapping
from types import MappingProxyType

SUCCESS = "00"
SUSPECTED = "07"
EXPIRED = "11"
CANCELLED = "24"

WAITING_STATUS = "01"
FAILED_STATUS = "02"
REVERSED_STATUS = "04"

RESPONSES: Mapping[str, str] = MappingProxyType(
    {
        SUCCESS: "Giao dịch thành công.",
        SUSPECTED: "Trừ tiền thành công, giao dịch bị nghi ngờ.",
        "09": "Thẻ hoặc tài khoản chưa đăng ký Internet Banking.",
        "10": "Xác thực thông tin không đúng quá 3 lần.",
        EXPIRED: "Đã hết hạn chờ thanh toán.",
        "12": "Thẻ hoặc tài khoản bị khóa.",
        "13": "Sai mật khẩu xác thực giao dịch (OTP).",
        CANCELLED: "Khách hàng hủy giao dịch.",
        "51": "Tài khoản không đủ số dư.",
        "65": "Tài khoản vượt quá hạn mức giao dịch trong ngày.",
        "75": "Ngân hàng thanh toán đang bảo trì.",
        "79": "Nhập sai mật khẩu thanh toán quá số lần quy định.",
        "99": "Lỗi khác.",
    }
)
"""vnp_ResponseCode of a notification and a return, in words for the payer."""

STATUSES = frozenset({"00", "01", "02", "04", "05", "06", "07", "09"})
"""vnp_TransactionStatus."""

IN_REVIEW = frozenset({REVERSED_STATUS, SUSPECTED})
"""Statuses under which the payer's money was taken and VNPAY has not decided."""

QUERY_MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        "00": "QueryDR success",
        "02": "Invalid TmnCode",
        "03": "Invalid data format",
        "91": "Transaction not found",
        "94": "Duplicate request",
        "97": "Invalid signature",
        "99": "Unknown error",
    }
)
"""vnp_ResponseCode of a query's answer: how the query went. The wording of vnp_Message is not published."""

STOPS = frozenset({"00", "02"})
"""Acknowledgements after which VNPAY does not notify again."""
