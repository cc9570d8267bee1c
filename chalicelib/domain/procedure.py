"""Procedures and offerings: what can be filed, what it costs, where and how it is paid."""

from datetime import date
from enum import StrEnum

from chalicelib.domain.money import Dong
from chalicelib.domain.value import Named, Value, Versioned


class Channel(StrEnum):
    """How a dossier is filed."""

    ONLINE = "online"
    DIRECT = "direct"
    POSTAL = "postal"


class LineKind(StrEnum):
    """The three kinds of amounts: phí, lệ phí (Law on Fees and Charges), nghĩa vụ tài chính."""

    FEE = "phi"
    CHARGE = "le_phi"
    FINANCIAL_OBLIGATION = "nghia_vu_tai_chinh"


class CollectionTiming(StrEnum):
    """When the money is due in the life of a dossier."""

    NONE = "none"
    WITH_FILING = "with_filing"
    AFTER_VALIDITY_CHECK = "after_validity_check"
    AT_INTAKE = "at_intake"
    BEFORE_RESULT = "before_result"
    ON_RESULT = "on_result"
    ASSESSED = "assessed"


class FeeLine(Value):
    """One line of the fee table. `amount` None means: not set nationally, decided locally.

    `replaces` names the line whose place this one takes within its window of validity.
    """

    line_id: str
    kind: LineKind
    name: Named
    amount: Dong | None = None
    channels: tuple[Channel, ...]
    case: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    replaces: str | None = None
    legal_basis: str
    certainty: str
    refundable_if_refused: bool | None = None

    def holds(self, *, channel: Channel, case: str | None, on: date) -> bool:
        """Whether the line applies to a filing by `channel`, in `case`, on that day."""
        return (
            channel in self.channels
            and self.case in (None, case)
            and (self.valid_from is None or self.valid_from <= on)
            and (self.valid_to is None or on <= self.valid_to)
        )


class ProcessingTime(Value):
    """The legal time limit: so many of a unit (working_day, day, working_hour, same_day)."""

    value: int
    unit: str
    channels: tuple[Channel, ...]


class Procedure(Versioned):
    """A published procedure in one version; a dossier keeps the version it was filed under."""

    code: str
    name: Named
    field: Named
    fee_lines: tuple[FeeLine, ...]
    processing_times: tuple[ProcessingTime, ...]
    clock_start: str
    collection_timing: CollectionTiming
    steps: tuple[Named, ...]
    payment_days: int = 10
    source: str
    certainty: str


class Offering(Versioned):
    """A procedure at an agency: service level, payable online or why not, by which methods."""

    agency_code: str
    procedure_code: str
    level: str
    payable_online: bool
    reason: Named | None = None
    methods: tuple[str, ...] = ()


class ProcedureRef(Value):
    """The procedure and the version that a dossier was filed under."""

    code: str
    version: int
