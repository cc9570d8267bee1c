"""Procedures: what can be filed, what it costs, how long it takes, what the applicant chooses."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from chalicelib.domain.entry import Code, Draft, Entry, Source, Word
from chalicelib.domain.fee_line import Certainty, Channel, FeeLine
from chalicelib.domain.processing_step import ProcessingStep
from chalicelib.domain.value import Named, Value


class CollectionTiming(StrEnum):
    """When the money is due in the life of a dossier."""

    NONE = "none"
    WITH_FILING = "with_filing"
    AFTER_VALIDITY_CHECK = "after_validity_check"
    AT_INTAKE = "at_intake"
    BEFORE_RESULT = "before_result"
    ON_RESULT = "on_result"
    ASSESSED = "assessed"


class ClockStart(StrEnum):
    """From which moment the legal time limit counts."""

    FILING = "filing"
    VALID_DOSSIER = "valid_dossier"
    VALID_DOSSIER_AND_FEE_PAID = "valid_dossier_and_fee_paid"
    RECEIVED_BY_SPECIALIST_OFFICE = "received_by_specialist_office"


class TimeUnit(StrEnum):
    """How a legal time limit is counted."""

    WORKING_HOUR = "working_hour"
    SAME_DAY = "same_day"
    WORKING_DAY = "working_day"
    DAY = "day"


class SupplementRule(StrEnum):
    """What missing papers do to the clock: pause it, start it again, or leave a fixed rest."""

    PAUSE = "pause"
    RESTART = "restart"
    FIXED_REMAINDER = "fixed_remainder"


class AuthorityLevel(StrEnum):
    """At which level of government a procedure is handled."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    OTHER = "other"


class ProcessingTime(Value):
    """A legal time limit; `with_reason`: the longest that the agency may take if it says why."""

    value: Annotated[int, Field(ge=0, le=1000)]
    unit: TimeUnit
    channels: Annotated[tuple[Channel, ...], Field(min_length=1, max_length=3)]
    case: Word | None = None
    option: Word | None = None
    with_reason: bool = False
    certainty: Certainty = Certainty.SOURCED
    note: Named | None = None


class Choice(Value):
    """A case (one of several that exclude one another) or an option (taken or not)."""

    code: Word
    name: Named


class Quantity(Value):
    """A number that a price depends on; without a `default` it is open until somebody counts."""

    code: Word
    name: Named
    minimum: Annotated[int, Field(ge=0, le=100_000)] = 1
    maximum: Annotated[int, Field(ge=1, le=100_000)] = 1000
    default: Annotated[int, Field(ge=0, le=100_000)] | None = None


class Exemption(Value):
    """Who need not pay, and how much of which lines (none named: of all); they never add up."""

    code: Word
    name: Named
    percent: Annotated[int, Field(ge=1, le=100)] = 100
    lines: Annotated[tuple[Word, ...], Field(max_length=200)] = ()
    legal_basis: Annotated[str, Field(max_length=300)] | None = None
    certainty: Certainty


class SupplementPolicy(Value):
    """How missing papers are asked for: how often (None: no limit) and how long they are awaited.

    `applicant_days` are calendar days unless `in_working_days`. With `fixed_remainder`, the agency
    has `remainder_days` working days left once the papers are there.
    """

    rule: SupplementRule = SupplementRule.PAUSE
    rounds: Annotated[int, Field(ge=1, le=100)] | None = None
    applicant_days: Annotated[int, Field(ge=1, le=400)] = 15
    in_working_days: bool = False
    remainder_days: Annotated[int, Field(ge=1, le=1000)] = 10
    certainty: Certainty = Certainty.APPROXIMATE


class ProcedureFacts(Value):
    """What a procedure is, costs and takes, as its publisher says."""

    name: Named
    short_name: Named | None = None
    field: Named
    levels: Annotated[tuple[AuthorityLevel, ...], Field(max_length=10)] = ()
    authority: Named | None = None
    channels: Annotated[tuple[Channel, ...], Field(min_length=1, max_length=3)] = tuple(Channel)
    applicants: Annotated[
        tuple[Annotated[str, Field(max_length=40)], ...], Field(max_length=20)
    ] = ()
    cases: Annotated[tuple[Choice, ...], Field(max_length=50)] = ()
    options: Annotated[tuple[Choice, ...], Field(max_length=50)] = ()
    quantities: Annotated[tuple[Quantity, ...], Field(max_length=50)] = ()
    fee_lines: Annotated[tuple[FeeLine, ...], Field(max_length=100)]
    exemptions: Annotated[tuple[Exemption, ...], Field(max_length=50)] = ()
    processing_times: Annotated[tuple[ProcessingTime, ...], Field(max_length=50)]
    clock_start: ClockStart
    collection_timing: CollectionTiming
    supplement_policy: SupplementPolicy = SupplementPolicy()
    steps: Annotated[tuple[ProcessingStep, ...], Field(min_length=1, max_length=50)]
    payment_days: Annotated[int, Field(ge=1, le=400)] = 10
    result_codes: Annotated[
        tuple[Annotated[str, Field(max_length=40)], ...], Field(max_length=50)
    ] = ()
    decision: Annotated[str, Field(max_length=100)] | None = None
    source: Source
    certainty: Certainty
    note: Named | None = None


class Procedure(ProcedureFacts, Entry):
    """A published procedure in one version; a dossier keeps the version it was filed under."""

    code: Annotated[str, Field(pattern=r"^\d\.\d{6}$")]


class ProcedureDraft(ProcedureFacts, Draft):
    """The next version of a procedure."""


class ProcedureRef(Value):
    """The procedure and the version that a dossier was filed under."""

    code: Code
    version: int
