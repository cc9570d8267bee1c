"""A small catalogue file without defects, as JSON; a test breaks one place of it."""

import copy
import json
from typing import Any

Plain = dict[str, Any]

NAME = {"vi": "Lệ phí", "en": "Fee"}
METHODS = {"momo_wallet": "momo", "vnpay_qr": "vnpay"}

LINE: Plain = {
    "line_id": "licence",
    "kind": "le_phi",
    "name": NAME,
    "amount": 135_000,
    "channels": ["online", "direct"],
    "legal_basis": "Thông tư 37/2023/TT-BTC",
    "certainty": "sourced",
}
COUNCIL: Plain = {**LINE, "line_id": "local", "amount": None, "set_by": "provincial_council"}
WINDOW: Plain = {
    **LINE,
    "line_id": "relief",
    "amount": 60_000,
    "replaces": "licence",
    "valid_from": "2025-07-01",
    "valid_to": "2026-12-31",
}
TIME: Plain = {"value": 5, "unit": "working_day", "channels": ["online", "direct"]}
PROCEDURE: Plain = {
    "code": "3.000347",
    "name": NAME,
    "field": NAME,
    "channels": ["online", "direct"],
    "fee_lines": [LINE],
    "processing_times": [TIME],
    "clock_start": "valid_dossier",
    "collection_timing": "with_filing",
    "steps": [NAME],
    "source": {"kind": "listing", "reference": "https://example.vn", "as_of": "2026-07"},
    "certainty": "sourced",
}
FREE: Plain = {
    **PROCEDURE,
    "code": "2.000004",
    "fee_lines": [],
    "collection_timing": "none",
}
PRICE: Plain = {"line_id": "local", "amount": 50_000, "legal_basis": "Nghị quyết 1"}
OFFERING: Plain = {
    "agency_code": "H32",
    "procedure_code": "3.000347",
    "level": "full",
    "payable_online": True,
    "methods": ["momo_wallet"],
}
AGENCY: Plain = {"code": "H32", "name": NAME, "kind": "province"}
MERCHANT: Plain = {
    "agency_code": "H32",
    "provider": "momo",
    "merchant_id": "SHOP",
    "beneficiary": "Kho bạc",
}


def procedure_file(**changes: Any) -> Plain:
    """One procedure."""
    return {"procedures": [{**PROCEDURE, **changes}]}


def line_file(*lines: Plain, **changes: Any) -> Plain:
    """One procedure with these fee lines; without any, its own one with the changes."""
    return procedure_file(fee_lines=list(lines or [{**LINE, **changes}]))


def offering_file(procedure: Plain = PROCEDURE, **changes: Any) -> Plain:
    """One offering of the procedure, by an agency with an account."""
    return {
        "agencies": [AGENCY],
        "merchants": [MERCHANT],
        "procedures": [procedure],
        "offerings": [{**OFFERING, "procedure_code": procedure["code"], **changes}],
    }


def text(file: Plain) -> bytes:
    """The file as it lies on a disk."""
    return json.dumps(copy.deepcopy(file), ensure_ascii=False).encode()
