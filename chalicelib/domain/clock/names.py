"""What grounds of pauses and start rules of a legal clock are called."""

from collections.abc import Mapping
from types import MappingProxyType

from chalicelib.domain.clock.entry import Ground
from chalicelib.domain.procedure import ClockStart
from chalicelib.domain.value import Named

GROUNDS: Mapping[Ground, Named] = MappingProxyType(
    {
        Ground.SUPPLEMENT: Named(vi="chờ bổ sung giấy tờ", en="missing papers"),
        Ground.FINANCIAL_OBLIGATION: Named(
            vi="chờ thực hiện nghĩa vụ tài chính", en="a financial obligation"
        ),
        Ground.THIRD_PARTY: Named(
            vi="chờ cơ quan, tổ chức khác trả lời", en="the answer of another body"
        ),
        Ground.VERIFICATION: Named(vi="chờ xác minh", en="a verification"),
        Ground.FORCE_MAJEURE: Named(vi="trường hợp bất khả kháng", en="force majeure"),
    }
)

RULES: Mapping[ClockStart, Named] = MappingProxyType(
    {
        ClockStart.FILING: Named(vi="khi nộp hồ sơ", en="the filing"),
        ClockStart.VALID_DOSSIER: Named(
            vi="khi hồ sơ hợp lệ", en="the moment the dossier was valid"
        ),
        ClockStart.VALID_DOSSIER_AND_FEE_PAID: Named(
            vi="khi hồ sơ hợp lệ và đã nộp phí, lệ phí (lấy thời điểm sau)",
            en="the moment the dossier was valid and the fee paid (the later of both)",
        ),
        ClockStart.RECEIVED_BY_SPECIALIST_OFFICE: Named(
            vi="khi cơ quan chuyên môn nhận hồ sơ",
            en="the moment the specialist office had the dossier",
        ),
    }
)
