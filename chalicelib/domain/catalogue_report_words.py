"""What the denominators of the catalogue's report count, and how it rounds."""

from collections.abc import Mapping
from types import MappingProxyType

from chalicelib.domain.value import Named

DENOMINATORS: Mapping[str, Named] = MappingProxyType(
    {
        "procedures": Named(
            vi="Số thủ tục khác nhau mà các cơ quan trong phạm vi này tiếp nhận trong ngày; mỗi thủ"
            " tục tính một lần, ở mức độ cao nhất.",
            en="Distinct procedures that the agencies of this tree offer that day; each counts once,"
            " at its highest level.",
        ),
        "pairs": Named(
            vi="Số cặp (thủ tục, cơ quan) trong phạm vi này trong ngày; một thủ tục ở một trăm xã"
            " là một trăm cặp.",
            en="Pairs of a procedure and an agency of this tree that offers it that day; a procedure"
            " at a hundred communes is a hundred pairs.",
        ),
        "procedures_of_field": Named(
            vi="Số thủ tục khác nhau thuộc lĩnh vực này trong phạm vi này.",
            en="Distinct procedures of this field in this tree.",
        ),
        "procedures_at_agency": Named(
            vi="Số thủ tục mà riêng cơ quan này tiếp nhận trong ngày, không tính cơ quan cấp dưới.",
            en="Procedures that this agency itself offers that day, without those under it.",
        ),
    }
)

ROUNDING = Named(
    vi="Phần trăm có hai chữ số thập phân, làm tròn nửa lên.",
    en="Percentages have two decimals and are rounded half up.",
)
