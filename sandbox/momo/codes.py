"""MoMo's result codes that the sandbox can give (developers.momo.vn/v3, result handling)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType


class Code(IntEnum):
    SUCCESS = 0
    NOT_AUTHENTICATED = 13
    BAD_FORMAT = 20
    AMOUNT_OUT_OF_RANGE = 21
    AMOUNT_INVALID = 22
    DUPLICATE_REQUEST = 40
    DUPLICATE_ORDER = 41
    ORDER_NOT_FOUND = 42
    WAITING = 1000
    INSUFFICIENT_FUNDS = 1001
    REJECTED_BY_ISSUER = 1002
    CANCELLED_AFTER_AUTHORISATION = 1003
    OVER_LIMIT = 1004
    EXPIRED = 1005
    DENIED_BY_USER = 1006
    ACCOUNT_INACTIVE = 1007
    CANCELLED_BY_MERCHANT = 1017
    PROMOTION_RULE = 1026
    ACCOUNT_RESTRICTED = 4001
    IDENTITY_NOT_VERIFIED = 4002
    LOGIN_FAILED = 4100
    AUTHORISED = 9000


NOT_FINAL = frozenset({Code.WAITING, Code.AUTHORISED})
FAILURES = frozenset(code for code in Code if 1000 < code < 9000)
"""How an attempt to pay can end without money."""


@dataclass(frozen=True)
class Message:
    vi: str
    en: str

    def in_language(self, lang: str) -> str:
        return self.en if lang == "en" else self.vi


MESSAGES: Mapping[Code, Message] = MappingProxyType(
    {
        Code.SUCCESS: Message("Thành công.", "Successful."),
        Code.NOT_AUTHENTICATED: Message(
            "Xác thực doanh nghiệp thất bại.", "Merchant authentication failed."
        ),
        Code.BAD_FORMAT: Message("Yêu cầu sai định dạng.", "Bad format request."),
        Code.AMOUNT_OUT_OF_RANGE: Message(
            "Số tiền giao dịch nằm ngoài hạn mức.", "Transaction amount is out of range."
        ),
        Code.AMOUNT_INVALID: Message(
            "Số tiền giao dịch không hợp lệ.", "Transaction amount is invalid."
        ),
        Code.DUPLICATE_REQUEST: Message("RequestId bị trùng.", "Duplicated requestId."),
        Code.DUPLICATE_ORDER: Message("OrderId bị trùng.", "Duplicated orderId."),
        Code.ORDER_NOT_FOUND: Message(
            "OrderId không hợp lệ hoặc không được tìm thấy.", "OrderId is invalid or not found."
        ),
        Code.WAITING: Message(
            "Giao dịch đã được khởi tạo, chờ người dùng xác nhận thanh toán.",
            "Transaction is initiated, waiting for user confirmation.",
        ),
        Code.INSUFFICIENT_FUNDS: Message(
            "Tài khoản người dùng không đủ tiền.", "Insufficient funds."
        ),
        Code.REJECTED_BY_ISSUER: Message(
            "Giao dịch bị nhà phát hành từ chối.", "Rejected by the issuer."
        ),
        Code.CANCELLED_AFTER_AUTHORISATION: Message(
            "Giao dịch bị hủy sau khi đã xác nhận.", "Cancelled after being authorised."
        ),
        Code.OVER_LIMIT: Message(
            "Số tiền vượt hạn mức thanh toán của người dùng.", "Amount exceeds the user's limit."
        ),
        Code.EXPIRED: Message(
            "Đường dẫn hoặc mã QR thanh toán đã hết hạn.", "Payment url or QR code expired."
        ),
        Code.DENIED_BY_USER: Message(
            "Người dùng từ chối xác nhận thanh toán.", "User denied the payment."
        ),
        Code.ACCOUNT_INACTIVE: Message(
            "Tài khoản người dùng không hoạt động.", "The user's account is inactive."
        ),
        Code.CANCELLED_BY_MERCHANT: Message("Đối tác đã hủy giao dịch.", "Cancelled by merchant."),
        Code.PROMOTION_RULE: Message(
            "Giao dịch bị hạn chế theo thể lệ khuyến mãi.", "Restricted by promotion rules."
        ),
        Code.ACCOUNT_RESTRICTED: Message(
            "Tài khoản người dùng đang bị hạn chế.", "The user's account is restricted."
        ),
        Code.IDENTITY_NOT_VERIFIED: Message(
            "Tài khoản người dùng chưa xác thực định danh.", "The user's identity is not verified."
        ),
        Code.LOGIN_FAILED: Message("Người dùng đăng nhập không thành công.", "Login failed."),
        Code.AUTHORISED: Message(
            "Giao dịch đã được xác nhận, chờ thu tiền.", "Transaction is authorised."
        ),
    }
)


def message(code: int, lang: str) -> str:
    return MESSAGES[Code(code)].in_language(lang)
