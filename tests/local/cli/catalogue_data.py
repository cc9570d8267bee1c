"""A small catalogue: one of everything."""

from typing import Any

BOTH = {"vi": "Tên", "en": "Name"}


def catalogue(**more: Any) -> dict[str, Any]:
    """A province, its ward before it in the file, an account, and one offering."""
    return {
        "agencies": [
            {"code": "X1.2", "name": BOTH, "kind": "commune", "parent": "X1"},
            {"code": "X1", "name": BOTH, "kind": "province"},
        ],
        "merchants": [
            {
                "agency_code": "X1",
                "provider": "momo",
                "merchant_id": "MOMO9",
                "beneficiary": "Kho bạc",
            }
        ],
        "calendars": [{"agency_code": "X1"}],
        "procedures": [procedure()],
        "offerings": [
            {
                "agency_code": "X1.2",
                "procedure_code": "9.000001",
                "level": "full",
                "payable_online": True,
                "methods": ["momo_wallet"],
            }
        ],
        **more,
    }


def procedure(amount: int = 120000) -> dict[str, Any]:
    return {
        "code": "9.000001",
        "name": BOTH,
        "field": BOTH,
        "channels": ["online", "direct", "postal"],
        "fee_lines": [
            {
                "line_id": "licence",
                "kind": "le_phi",
                "name": BOTH,
                "amount": amount,
                "channels": ["online", "direct", "postal"],
                "legal_basis": "Thông tư 37/2023/TT-BTC",
                "certainty": "sourced",
            }
        ],
        "processing_times": [
            {"value": 5, "unit": "working_day", "channels": ["online", "direct", "postal"]}
        ],
        "clock_start": "valid_dossier",
        "collection_timing": "with_filing",
        "steps": [BOTH],
        "source": {
            "kind": "national_procedure_database",
            "reference": "https://dichvucong.gov.vn/9.000001",
            "as_of": "2026-07",
        },
        "certainty": "sourced",
    }
