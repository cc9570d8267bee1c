"""What can be wrong with an offering, or with a whole file, and what to do about it."""

from collections.abc import Mapping
from types import MappingProxyType

from chalicelib.domain.value import Named


def _said(vi: str, en: str) -> Named:
    return Named(vi=vi, en=en)


OFFERING_SENTENCES: Mapping[str, Named] = MappingProxyType(
    {
        "price_line_unknown": _said(
            "Thủ tục không có khoản thu {line}; sửa mã hoặc bỏ mức thu này.",
            "The procedure has no line {line}; mend the code, or take this price away.",
        ),
        "price_set_nationally": _said(
            "Mức thu của khoản {line} do trung ương quy định, cơ quan không được đặt; bỏ đi.",
            "The amount of the line {line} is set nationally, not by an agency; take it away.",
        ),
        "prices_compete": _said(
            "Hai mức thu của khoản {line} áp dụng cùng lúc; sửa ngày, kênh hoặc trường hợp.",
            "Two prices of the line {line} apply at once; mend their days, channels or cases.",
        ),
        "price_open": _said(
            "Mức thu của khoản {line} chưa có, nên chưa thanh toán trực tuyến được hồ sơ có khoản"
            " này; nêu mức thu hoặc tắt thanh toán trực tuyến.",
            "The amount of the line {line} is not set, so that a dossier that owes it cannot be"
            " paid online yet; set it, or switch online payment off.",
        ),
        "collector_line_unknown": _said(
            "Thủ tục không có khoản thu {line} để thu hộ; sửa mã hoặc bỏ đi.",
            "The procedure has no line {line} to collect; mend the code, or take it away.",
        ),
        "method_unknown": _said(
            "Không đơn vị thanh toán nào có cách {method}; hiện có: {known}.",
            "No provider has the method {method}; there are: {known}.",
        ),
        "why_not_required": _said(
            "Thủ tục có khoản thu mà không thanh toán trực tuyến được; nêu lý do (why_not).",
            "The procedure has a fee that cannot be paid online; say why (why_not).",
        ),
        "nothing_to_pay": _said(
            "Thủ tục không thu tiền nhưng được ghi là thanh toán trực tuyến; kiểm tra lại.",
            "The procedure costs nothing, but is said to be payable online; look again.",
        ),
        "level_offline": _said(
            "Mức độ {level} nhưng thủ tục không nhận hồ sơ trực tuyến; kiểm tra lại.",
            "The level is {level}, but the procedure is not filed online; look again.",
        ),
        # whole files
        "entry_twice": _said(
            "{entry} đã có ở trên; mỗi mục chỉ một lần.",
            "{entry} stands above already; each may stand once.",
        ),
        "agency_unknown": _said(
            "Không có cơ quan {code} trong tệp; thêm vào hoặc sửa mã.",
            "There is no agency {code} in the file; add it, or mend the code.",
        ),
        "procedure_unknown": _said(
            "Không có thủ tục {code} trong tệp; thêm vào hoặc sửa mã.",
            "There is no procedure {code} in the file; add it, or mend the code.",
        ),
        "agency_nowhere": _said(
            "Không có cơ quan {code} trong tệp lẫn trên hệ thống; thêm vào hoặc sửa mã.",
            "There is no agency {code} in the file or on the stage; add it, or mend the code.",
        ),
        "procedure_nowhere": _said(
            "Không có thủ tục {code} trong tệp lẫn trên hệ thống; thêm vào hoặc sửa mã.",
            "There is no procedure {code} in the file or on the stage; add it, or mend the code.",
        ),
        "parent_circle": _said(
            "Các cơ quan {codes} nằm trên nhau theo vòng; bỏ một liên kết.",
            "The agencies {codes} are above one another in a circle; take one link away.",
        ),
        "succession_circle": _said(
            "Các cơ quan {codes} thay thế nhau theo vòng; bỏ một liên kết.",
            "The agencies {codes} replace one another in a circle; take one link away.",
        ),
        "merchant_shared": _said(
            "Tài khoản {merchant} đã thuộc cơ quan {code}; mỗi cơ quan dùng tài khoản riêng.",
            "The account {merchant} belongs to the agency {code} already; each has its own.",
        ),
        "method_without_merchant": _said(
            "Cơ quan thu {code} không có tài khoản tại {provider} cho cách {method}; thêm tài khoản"
            " hoặc bỏ cách này.",
            "The collecting agency {code} has no account at {provider} for the method {method}; add"
            " one, or take the method away.",
        ),
    }
)
