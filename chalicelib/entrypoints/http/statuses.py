"""The HTTP status of every refusal: the one place that both the answer and the description ask.

A code that stands in no row is 404 when it ends in `not_found`, else 409: what is right in itself,
but not now, is the usual refusal of a system that waits for other people.
"""

from collections.abc import Mapping
from types import MappingProxyType

_CODES_OF_STATUS: Mapping[int, tuple[str, ...]] = MappingProxyType(
    {
        400: ("bad_request", "body_not_json", "idempotency_key_required"),
        401: ("token_required",),
        403: (
            "scope_missing",
            "forbidden",
            "national_catalogue",
            "agency_needs_parent",
            "wrong_post",
        ),
        405: ("method_not_allowed",),
        413: ("body_too_large",),
        415: ("media_type_unsupported",),
        422: (
            "body_invalid",
            "query_invalid",
            "cursor_invalid",
            "procedure_not_offered",
            "nothing_to_price",
            "origin_not_of_channel",
            "national_code_needed",
            "deadline_too_long",
            "line_not_known",
            "line_twice",
            "notice_required",
            "not_by_notice",
            "amount_too_large",
            "not_for_this_kind",
            "notice_out_of_order",
            "amount_open",
            "choices_invalid",
            "day_too_far",
            "bill_unknown",
            "amount_not_owed",
            "amount_out_of_limits",
            "payer_email_required",
            "method_not_offered",
            "no_merchant",
            "return_url_not_registered",
            "outcome_not_allowed",
            "ground_required",
            "ground_not_known",
            "extension_incomplete",
            "waiver_incomplete",
            "extension_not_later",
            "extension_not_worked",
            "code_invalid",
            "agency_unknown",
            "agency_circle",
            "begins_later",
            "merger_later",
            "merger_too_large",
            "successors_full",
            "code_of_another",
            "merchant_taken",
            "tree_too_large",
            "report_too_large",
            "summary_too_large",
        ),
        429: ("too_many_requests",),
        500: ("internal_error",),
        502: ("bad_gateway",),
        503: ("try_again", "provider_declined"),
        504: ("gateway_timeout",),
    }
)

STATUS_OF_CODE: Mapping[str, int] = MappingProxyType(
    {code: status for status, codes in _CODES_OF_STATUS.items() for code in codes}
)


def status_of_code(code: str) -> int:
    """The status that a code is refused with."""
    return STATUS_OF_CODE.get(code, 404 if code.endswith("not_found") else 409)
