"""One minimal broken file for every defect of a catalogue: its code, its place, the file."""

import unicodedata

from tests.domain.catalogue_files import (
    AGENCY,
    COUNCIL,
    FREE,
    LINE,
    MERCHANT,
    NAME,
    OFFERING,
    PRICE,
    PROCEDURE,
    TIME,
    WINDOW,
    Plain,
    line_file,
    offering_file,
    procedure_file,
)

LINE_0 = "/procedures/0/fee_lines/0"
LINE_1 = "/procedures/0/fee_lines/1"
TIERS = [{"up_to": 2, "amount": 2_000}, {"amount": 1_000}]
TIERED = {"amount": None, "tiers": TIERS, "quantity": "pages"}
PAGES = {"code": "pages", "name": NAME}
CASES = [{"code": "new", "name": NAME}, {"code": "again", "name": NAME}]
SAID_FREE = {"vi": "Lệ phí (miễn phí)", "en": "Fee"}
COSTLY = {"vi": "Nộp 135.000 đồng", "en": "It costs 135,000 VND"}
COUNCIL_PROCEDURE = {**PROCEDURE, "fee_lines": [COUNCIL]}
CHILD = {**AGENCY, "code": "H32.12", "parent": "H32"}


def named(vi: str) -> Plain:
    return {"vi": vi, "en": "Fee"}


def steps_file(*shares: int | None) -> Plain:
    return procedure_file(steps=[{**NAME, "share": share} for share in shares])


BAD: list[tuple[str, str, Plain]] = [
    # amounts
    ("amount_in_thousands", f"{LINE_0}/amount", line_file(amount=135)),
    (
        "amount_in_thousands",
        f"{LINE_0}/tiers/1/amount",
        procedure_file(
            fee_lines=[{**LINE, **TIERED, "tiers": [TIERS[0], {"amount": 1}]}], quantities=[PAGES]
        ),
    ),
    (
        "amount_in_thousands",
        "/offerings/0/prices/0/amount",
        offering_file(COUNCIL_PROCEDURE, prices=[{**PRICE, "amount": 50}]),
    ),
    ("amount_absurd", f"{LINE_0}/amount", line_file(amount=135_000_000_000)),
    ("free_with_amount", f"{LINE_0}/name", line_file(name=SAID_FREE)),
    (
        "free_with_amount",
        f"{LINE_0}/name",
        line_file(name={"vi": "Lệ phí", "en": "Free of charge"}),
    ),
    ("free_in_note", f"{LINE_0}/note", line_file(note=SAID_FREE)),
    (
        "amount_in_note",
        f"{LINE_0}/note",
        line_file(amount=0, note=COSTLY),
    ),
    ("amount_in_note", "/procedures/0/note", {"procedures": [{**FREE, "note": COSTLY}]}),
    ("tiers_without_quantity", f"{LINE_0}/tiers", line_file(amount=None, tiers=TIERS)),
    ("cap_below_price", f"{LINE_0}/cap", line_file(cap=2_000)),
    ("cap_without_price", f"{LINE_0}/cap", line_file(amount=None, cap=2_000)),
    (
        "timing_none_with_lines",
        "/procedures/0/collection_timing",
        procedure_file(collection_timing="none"),
    ),
    ("timing_without_lines", "/procedures/0/collection_timing", procedure_file(fee_lines=[])),
    # channels and choices
    (
        "channels_missing",
        "/procedures/0/channels",
        {"procedures": [{k: v for k, v in PROCEDURE.items() if k != "channels"}]},
    ),
    ("channel_foreign", f"{LINE_0}/channels/1", line_file(channels=["online", "postal"])),
    (
        "channel_foreign",
        "/procedures/0/processing_times/0/channels/0",
        procedure_file(processing_times=[{**TIME, "channels": ["postal"]}]),
    ),
    (
        "channel_foreign",
        "/offerings/0/prices/0/channels/0",
        offering_file(COUNCIL_PROCEDURE, prices=[{**PRICE, "channels": ["postal"]}]),
    ),
    ("channel_without_line", "/procedures/0/channels/1", line_file(channels=["online"])),
    (
        "case_unknown",
        f"{LINE_0}/case",
        line_file(LINE | {"case": "new"}, {**LINE, "line_id": "all"}),
    ),
    (
        "case_unknown",
        "/procedures/0/processing_times/0/case",
        procedure_file(processing_times=[{**TIME, "case": "new"}]),
    ),
    (
        "case_unknown",
        "/offerings/0/prices/0/case",
        offering_file(COUNCIL_PROCEDURE, prices=[{**PRICE, "case": "new"}]),
    ),
    ("option_unknown", f"{LINE_0}/option", line_file(option="copies")),
    ("quantity_unknown", f"{LINE_0}/quantity", line_file(quantity="pages")),
    ("quantity_unknown", f"{LINE_0}/times", line_file(times="copies")),
    (
        "case_free",
        "/procedures/0/cases/1",
        procedure_file(cases=CASES, fee_lines=[{**LINE, "case": "new"}]),
    ),
    (
        "exemption_line_unknown",
        "/procedures/0/exemptions/0/lines/0",
        procedure_file(
            exemptions=[{"code": "child", "name": NAME, "lines": ["other"], "certainty": "sourced"}]
        ),
    ),
    ("code_twice", f"{LINE_1}/line_id", line_file(LINE, LINE)),
    ("code_twice", "/procedures/0/cases/1/code", procedure_file(cases=[CASES[0], CASES[0]])),
    (
        "code_twice",
        "/offerings/0/collectors/1/line_id",
        offering_file(collectors=[{"line_id": "licence", "agency_code": "H32"}] * 2),
    ),
    (
        "quantity_bounds",
        "/procedures/0/quantities/0",
        procedure_file(quantities=[{**PAGES, "default": 5, "maximum": 4}]),
    ),
    (
        "quantity_bounds",
        "/procedures/0/quantities/0",
        procedure_file(quantities=[{**PAGES, "default": None, "minimum": 5, "maximum": 4}]),
    ),
    # windows
    ("replaces_unknown", f"{LINE_1}/replaces", line_file(LINE, {**WINDOW, "replaces": "other"})),
    ("replaces_circle", f"{LINE_0}/replaces", line_file(replaces="licence")),
    ("replaces_circle", f"{LINE_1}/replaces", line_file({**LINE, "replaces": "relief"}, WINDOW)),
    ("window_without_base", f"{LINE_0}/valid_to", line_file({**WINDOW, "replaces": None})),
    (
        "window_without_base",
        f"{LINE_1}/valid_to",
        line_file({**LINE, "channels": ["online"]}, WINDOW),
    ),
    (
        "windows_compete",
        "/procedures/0/fee_lines/2/valid_from",
        line_file(LINE, WINDOW, {**WINDOW, "line_id": "second"}),
    ),
    # time limits
    (
        "time_same_day_with_value",
        "/procedures/0/processing_times/0/value",
        procedure_file(processing_times=[{**TIME, "unit": "same_day"}]),
    ),
    (
        "time_zero",
        "/procedures/0/processing_times/0/value",
        procedure_file(processing_times=[{**TIME, "value": 0}]),
    ),
    ("step_share_missing", "/procedures/0/steps/1", steps_file(60, None)),
    ("step_shares_not_whole", "/procedures/0/steps", steps_file(60, 30)),
    ("step_shares_not_whole", "/procedures/0/steps", steps_file(60, 41)),
    (
        "time_missing",
        "/procedures/0/channels/1",
        procedure_file(processing_times=[{**TIME, "channels": ["online"]}]),
    ),
    # texts and sources
    (
        "text_not_nfc",
        "/procedures/0/name/vi",
        procedure_file(name=named(unicodedata.normalize("NFD", "Lệ phí"))),
    ),
    ("text_invisible", "/procedures/0/name/vi", procedure_file(name=named("Lệ\u200b phí"))),
    ("text_invisible", "/agencies/0/name/vi", {"agencies": [{**AGENCY, "name": named("Tỉnh\t1")}]}),
    ("text_spaces", "/procedures/0/name/vi", procedure_file(name=named(" Lệ phí"))),
    ("text_spaces", "/procedures/0/name/vi", procedure_file(name=named("Lệ  phí"))),
    ("text_empty", "/procedures/0/name/vi", procedure_file(name=named(" "))),
    ("legal_basis_missing", f"{LINE_0}/legal_basis", line_file(legal_basis="")),
    ("legal_basis_missing", f"{LINE_0}/legal_basis", line_file(legal_basis="(listing only)")),
    ("provenance_missing", "/procedures/0/source/kind", procedure_file(source={"kind": ""})),
    ("provenance_missing", f"{LINE_0}/source/kind", line_file(source={"kind": ""})),
    (
        "provenance_without_place",
        "/procedures/0/source",
        procedure_file(source={"kind": "listing"}),
    ),
    # offerings
    ("price_line_unknown", "/offerings/0/prices/0/line_id", offering_file(prices=[PRICE])),
    (
        "price_set_nationally",
        "/offerings/0/prices/0/line_id",
        offering_file(prices=[{**PRICE, "line_id": "licence"}]),
    ),
    (
        "prices_compete",
        "/offerings/0/prices/1",
        offering_file(COUNCIL_PROCEDURE, prices=[PRICE, {**PRICE, "amount": 60_000}]),
    ),
    ("price_open", "/offerings/0/prices", offering_file(COUNCIL_PROCEDURE)),
    (
        "collector_line_unknown",
        "/offerings/0/collectors/0/line_id",
        offering_file(collectors=[{"line_id": "other", "agency_code": "H32"}]),
    ),
    ("method_unknown", "/offerings/0/methods/0", offering_file(methods=["zalopay"])),
    ("why_not_required", "/offerings/0/why_not", offering_file(payable_online=False)),
    ("nothing_to_pay", "/offerings/0/payable_online", offering_file(FREE)),
    (
        "level_offline",
        "/offerings/0/level",
        offering_file(
            {
                **PROCEDURE,
                "channels": ["direct"],
                "fee_lines": [{**LINE, "channels": ["direct"]}],
                "processing_times": [],
            }
        ),
    ),
    # whole files
    ("entry_twice", "/procedures/1", {"procedures": [PROCEDURE, PROCEDURE]}),
    ("entry_twice", "/offerings/1", {"offerings": [OFFERING, OFFERING]}),
    ("agency_unknown", "/agencies/0/parent", {"agencies": [CHILD]}),
    ("agency_unknown", "/agencies/0/replaces/0", {"agencies": [{**AGENCY, "replaces": ["H31"]}]}),
    (
        "agency_unknown",
        "/merchants/0/agency_code",
        {"agencies": [AGENCY], "merchants": [{**MERCHANT, "agency_code": "H49"}]},
    ),
    (
        "agency_unknown",
        "/calendars/0/agency_code",
        {"agencies": [AGENCY], "calendars": [{"agency_code": "H49"}]},
    ),
    ("agency_unknown", "/offerings/0/agency_code", offering_file(agency_code="H49")),
    (
        "agency_unknown",
        "/offerings/0/collectors/0/agency_code",
        offering_file(collectors=[{"line_id": "licence", "agency_code": "H49"}]),
    ),
    ("procedure_unknown", "/offerings/0/procedure_code", offering_file(procedure_code="2.000004")),
    ("parent_circle", "/agencies/0/parent", {"agencies": [{**AGENCY, "parent": "H32.12"}, CHILD]}),
    ("succession_circle", "/agencies/0/replaces", {"agencies": [{**AGENCY, "replaces": ["H32"]}]}),
    (
        "merchant_shared",
        "/merchants/1/merchant_id",
        {
            "agencies": [AGENCY, CHILD],
            "merchants": [MERCHANT, {**MERCHANT, "agency_code": "H32.12"}],
        },
    ),
    ("method_without_merchant", "/offerings/0/methods/0", offering_file(methods=["vnpay_qr"])),
    # what is not in form
    ("section_unknown", "/fees", {"fees": []}),
    ("field_missing", "/agencies/0/name", {"agencies": [{"code": "H32"}]}),
    ("field_unknown", "/agencies/0/title", {"agencies": [{**AGENCY, "title": "x"}]}),
    ("field_unknown", "/agencies/0/a~1b~0c", {"agencies": [{**AGENCY, "a/b~c": "x"}]}),
    ("not_allowed", "/agencies/0/kind", {"agencies": [{**AGENCY, "kind": "kingdom"}]}),
    ("wrong_form", "/agencies/0/code", {"agencies": [{**AGENCY, "code": "H 32"}]}),
    ("wrong_type", f"{LINE_0}/amount", line_file(amount="135000")),
    ("wrong_type", f"{LINE_0}/amount", line_file(amount=135_000.5)),
    ("wrong_type", f"{LINE_0}/valid_from", line_file(valid_from="2025-02-29")),
    ("wrong_type", "/agencies", {"agencies": {}}),
    ("wrong_type", "/agencies/0", {"agencies": ["H32"]}),
    ("wrong_length", "/procedures/0/steps", procedure_file(steps=[])),
    ("out_of_bounds", f"{LINE_0}/amount", line_file(amount=-1)),
    ("value_invalid", "/agencies/0", {"agencies": [{**AGENCY, "name": named("\ud800")}]}),
    ("window_upside_down", LINE_0, line_file(valid_from="2026-01-02", valid_to="2026-01-01")),
    ("amount_and_tiers", LINE_0, line_file(tiers=TIERS)),
    ("tiers_out_of_order", LINE_0, line_file(amount=None, tiers=TIERS[::-1])),
    ("methods_missing", "/offerings/0", offering_file(methods=[])),
    (
        "hours_out_of_order",
        "/calendars/0/hours",
        {
            "calendars": [
                {"agency_code": "H32", "hours": [{"start": "13:00:00", "end": "07:00:00"}]}
            ]
        },
    ),
    (
        "day_twice",
        "/calendars/0",
        {
            "calendars": [
                {"agency_code": "H32", "days_off": [{"on": "2026-09-02", "name": NAME}] * 2}
            ]
        },
    ),
    (
        "day_in_both",
        "/calendars/0",
        {
            "calendars": [
                {
                    "agency_code": "H32",
                    "days_off": [{"on": "2026-09-02", "name": NAME}],
                    "made_up_days": [{"on": "2026-09-02", "name": NAME}],
                }
            ]
        },
    ),
]

UNREAD: list[tuple[str, bytes]] = [
    ("file_not_utf8", b'{"agencies": []\xff}'),
    ("file_not_json", b""),
    ("file_not_json", b'{"agencies": [}'),
    ("file_not_json", b'{"agencies": [NaN]}'),
    ("file_not_json", b"[" * 100_000),
    ("file_not_json", b'{"agencies": [' + b"9" * 10_000 + b"]}"),
    ("file_no_object", b"[]"),
    ("file_no_object", b"null"),
]
