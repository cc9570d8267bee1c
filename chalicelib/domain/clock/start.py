"""When a legal clock starts: the procedure's rule applied to what is known of a dossier."""

from types import MappingProxyType
from typing import TypeAlias

from chalicelib.domain.instant import Instant
from chalicelib.domain.procedure import ClockStart
from chalicelib.domain.value import Named, Value


class Known(Value):
    """What is known of a dossier.

    `fee_paid_at`: when the payment was verified, not claimed, or nothing was to be paid.
    `received_when_paid`: the fee comes after the check of validity, and the dossier is not received
    before it is paid.
    """

    filed_at: Instant | None = None
    valid_at: Instant | None = None
    fee_paid_at: Instant | None = None
    received_when_paid: bool = False
    received_by_specialist_at: Instant | None = None


class Startable(Value):
    """The clock starts at this instant (then moved to the next working moment)."""

    at: Instant


class NotYet(Value):
    """The clock cannot start: what is missing."""

    because: Named


_UNFILED = Named(vi="hồ sơ chưa được nộp", en="the dossier has not been filed")
_INVALID = Named(
    vi="hồ sơ chưa được tiếp nhận là hợp lệ", en="the dossier has not been accepted as valid"
)
_UNPAID = Named(
    vi="chưa nhận được xác nhận nộp phí, lệ phí", en="the payment of the fee is not confirmed"
)
_ON_THE_WAY = Named(
    vi="cơ quan chuyên môn chưa nhận được hồ sơ",
    en="the specialist office has not received the dossier",
)

_Need: TypeAlias = tuple[Instant | None, Named]


def start_of(rule: ClockStart, known: Known) -> Startable | NotYet:
    """The instant from which the limit counts, the latest of all that the rule asks for."""
    needs = _needs(rule, known)
    missing = [because for instant, because in needs if instant is None]
    if missing:
        return NotYet(because=_joined(missing))
    return Startable(at=max(instant for instant, _ in needs if instant is not None))


def _needs(rule: ClockStart, known: Known) -> list[_Need]:
    valid, paid = (known.valid_at, _INVALID), (known.fee_paid_at, _UNPAID)
    by_rule: MappingProxyType[ClockStart, list[_Need]] = MappingProxyType(
        {
            ClockStart.FILING: [(known.filed_at, _UNFILED)],
            ClockStart.VALID_DOSSIER: [valid, paid] if known.received_when_paid else [valid],
            ClockStart.VALID_DOSSIER_AND_FEE_PAID: [valid, paid],
            ClockStart.RECEIVED_BY_SPECIALIST_OFFICE: [
                (known.received_by_specialist_at, _ON_THE_WAY)
            ],
        }
    )
    return by_rule[rule]


def _joined(reasons: list[Named]) -> Named:
    return Named(
        vi="; ".join(reason.vi for reason in reasons), en="; ".join(one.en for one in reasons)
    )
