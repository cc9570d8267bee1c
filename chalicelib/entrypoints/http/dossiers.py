"""Dossiers: filed by portals, read, supplied with papers, withdrawn."""

from typing import Annotated, Any

from pydantic import Field

from chalicelib.domain.dossier import Attachment, Dossier
from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.corrections import correct
from chalicelib.entrypoints.http.dossier_list import (
    DossierItem,
    DossiersQuery,
    Search,
    find_dossiers,
    list_dossiers,
)
from chalicelib.entrypoints.http.dossier_out import DossierOut, dossier_out
from chalicelib.entrypoints.http.endpoint import Key
from chalicelib.entrypoints.http.idempotency import REPLAYED
from chalicelib.entrypoints.http.links import dossier_url
from chalicelib.entrypoints.http.lists import Listed, PageQuery
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.entrypoints.http.timeline import EventOut, list_events
from chalicelib.usecases.correction import Correction
from chalicelib.usecases.filing import Filing
from chalicelib.usecases.move_by_citizen import supply_supplement, withdraw_dossier
from chalicelib.usecases.reach import reach_dossier
from chalicelib.usecases.submit_dossier import submit_dossier

dossiers = Resource(__name__)


class Supplement(Value):
    """The papers that were missing; references, never fetched."""

    attachments: Annotated[tuple[Attachment, ...], Field(max_length=50)]


class Withdrawal(Value):
    """The citizen takes the dossier back; nothing needs to be said."""


@dossiers.endpoint(
    "POST",
    "/v1/dossiers",
    scope="dossiers:write",
    body=Filing,
    answers={201: DossierOut},
    problems=(
        "agency_not_found",
        "procedure_not_offered",
        "choices_invalid",
        "amount_too_large",
        "too_many_bills",
        "amount_open",
        "origin_not_of_channel",
        "national_code_needed",
        "national_code_taken",
        "idempotency_key_reused",
    ),
    key=Key.REQUIRED,
)
def file_dossier(call: Call[Filing, None]) -> Answer:
    """File a dossier."""
    dossier, replayed = submit_dossier(call.world, call.body, call.caller, call.once)
    headers = {"Location": dossier_url(call.world, dossier.code), **(REPLAYED if replayed else {})}
    return _shown(call, dossier, status=201, headers=headers)


@dossiers.endpoint(
    "GET",
    "/v1/dossiers/{code}",
    scope="dossiers:read",
    answers={200: DossierOut},
    problems=("dossier_not_found",),
    versioned=True,
)
def read_dossier(call: Call[None, None], code: str) -> Answer:
    """Read a dossier."""
    return _shown(call, reach_dossier(call.world, call.caller, code))


dossiers.endpoint(
    "GET",
    "/v1/dossiers",
    scope="dossiers:read",
    query=DossiersQuery,
    answers={200: Listed[DossierItem]},
    problems=("agency_not_found", "cursor_invalid"),
)(list_dossiers)

dossiers.endpoint(
    "POST",
    "/v1/dossiers/search",
    scope="dossiers:read",
    body=Search,
    query=PageQuery,
    answers={200: Listed[DossierItem]},
    problems=("cursor_invalid",),
)(find_dossiers)

dossiers.endpoint(
    "GET",
    "/v1/dossiers/{code}/events",
    scope="dossiers:read",
    query=PageQuery,
    answers={200: Listed[EventOut]},
    problems=("dossier_not_found", "cursor_invalid"),
)(list_events)

dossiers.endpoint(
    "POST",
    "/v1/dossiers/{code}/corrections",
    scope="tasks:correct",
    body=Correction,
    answers={200: DossierOut},
    problems=(
        "dossier_not_found",
        "ground_required",
        "correction_not_possible",
        "ground_not_known",
        "extension_incomplete",
        "waiver_incomplete",
        "extension_not_later",
        "slip_taken",
        "clock_full",
        "not_for_this_kind",
        "extension_not_worked",
        "clock_already_paused",
        "clock_not_paused",
        "clock_without_due",
        "clock_entry_twice",
        "idempotency_key_reused",
    ),
    key=Key.ACCEPTED,
)(correct)


@dossiers.endpoint(
    "POST",
    "/v1/dossiers/{code}/supplements",
    scope="dossiers:write",
    body=Supplement,
    answers={200: DossierOut},
    problems=(
        "dossier_not_found",
        "dossier_closed",
        "no_supplement_awaited",
        "supplement_too_late",
        "too_many_attachments",
    ),
)
def supply_papers(call: Call[Supplement, None], code: str) -> Answer:
    """Supply the papers that a dossier waits for."""
    return _shown(call, supply_supplement(call.world, code, call.body.attachments, call.caller))


@dossiers.endpoint(
    "POST",
    "/v1/dossiers/{code}/withdrawal",
    scope="dossiers:write",
    body=Withdrawal,
    answers={200: DossierOut},
    problems=("dossier_not_found", "dossier_closed", "withdrawal_too_late"),
)
def withdraw(call: Call[Withdrawal, None], code: str) -> Answer:
    """Withdraw a dossier."""
    return _shown(call, withdraw_dossier(call.world, code, call.caller))


def _shown(
    call: Call[Any, Any],
    dossier: Dossier,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Answer:
    body = dossier_out(call.world, dossier, call.caller, call.language)
    return Answer(body, status=status, headers=headers or {})
