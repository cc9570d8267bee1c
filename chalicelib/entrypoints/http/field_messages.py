"""What is wrong with a field, in both languages, by pydantic's type of error."""

import re
from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from chalicelib.domain.value import Named
from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.plain_json import LONGEST_INTEGER

_ANY = Named(vi="Giá trị không hợp lệ.", en="The value is not valid.")
_TEXT = Named(vi="Phải là chuỗi ký tự.", en="It must be a string.")
_INTEGER = Named(
    vi="Phải là số nguyên, không để trong ngoặc kép.", en="It must be an integer, without quotes."
)
_BOOLEAN = Named(vi="Phải là true hoặc false.", en="It must be true or false.")
_LIST = Named(vi="Phải là một danh sách.", en="It must be a list.")
_DAY = Named(vi="Phải là ngày dạng YYYY-MM-DD.", en="It must be a day, as in 2026-11-23.")
_TIME = Named(vi="Phải là giờ trong ngày dạng HH:MM.", en="It must be a time of day, as in 07:30.")
_INSTANT = Named(
    vi="Phải là thời điểm theo RFC 3339, có múi giờ.",
    en="It must be an instant with its offset, as in 2026-11-23T02:31:05Z.",
)
_OBJECT = Named(vi="Phải là một đối tượng JSON.", en="It must be a JSON object.")

_ONE_OF = Named(vi="Phải là một trong: {expected}.", en="It must be one of: {expected}.")

FIELD_MESSAGES: Mapping[str, Named] = MappingProxyType(
    {
        "missing": Named(vi="Trường này là bắt buộc.", en="This field is required."),
        "extra_forbidden": Named(vi="Không có trường này.", en="There is no such field."),
        "string_type": _TEXT,
        "int_type": _INTEGER,
        "int_parsing": _INTEGER,
        "int_from_float": _INTEGER,
        "bool_type": _BOOLEAN,
        "date_type": _DAY,
        "date_parsing": _DAY,
        "date_from_datetime_parsing": _DAY,
        "date_from_datetime_inexact": _DAY,
        "time_type": _TIME,
        "time_parsing": _TIME,
        "datetime_type": _INSTANT,
        "datetime_parsing": _INSTANT,
        "datetime_from_date_parsing": _INSTANT,
        "timezone_aware": _INSTANT,
        "model_type": _OBJECT,
        "model_attributes_type": _OBJECT,
        "dict_type": _OBJECT,
        "tuple_type": _LIST,
        "list_type": _LIST,
        "frozen_set_type": _LIST,
        "unknown_parameter": Named(
            vi="Không có tham số này.", en="This address takes no such parameter."
        ),
        "given_twice": Named(vi="Chỉ được nêu một lần.", en="It may be given once only."),
        "control_character": Named(
            vi="Không được chứa ký tự điều khiển.", en="It must not hold control characters."
        ),
        "string_too_short": Named(
            vi="Cần ít nhất {min_length} ký tự.", en="At least {min_length} characters are needed."
        ),
        "string_too_long": Named(
            vi="Nhiều nhất {max_length} ký tự.", en="At most {max_length} characters are allowed."
        ),
        "string_pattern_mismatch": Named(
            vi="Không đúng dạng {pattern}.", en="It does not have the form {pattern}."
        ),
        "too_long": Named(
            vi="Nhiều nhất {max_length} phần tử.", en="At most {max_length} items are allowed."
        ),
        "too_short": Named(
            vi="Cần ít nhất {min_length} phần tử.", en="At least {min_length} items are needed."
        ),
        "enum": _ONE_OF,
        "literal_error": _ONE_OF,
        "integer_too_long": Named(
            vi=f"Số nguyên có nhiều nhất {LONGEST_INTEGER} chữ số.",
            en=f"An integer has at most {LONGEST_INTEGER} digits.",
        ),
        "greater_than_equal": Named(vi="Phải từ {ge} trở lên.", en="It must be at least {ge}."),
        "less_than_equal": Named(vi="Nhiều nhất là {le}.", en="It must be at most {le}."),
        "greater_than": Named(vi="Phải lớn hơn {gt}.", en="It must be more than {gt}."),
        "window_upside_down": Named(
            vi="Ngày kết thúc (valid_to) trước ngày bắt đầu (valid_from).",
            en="valid_to lies before valid_from.",
        ),
        "methods_missing": Named(
            vi="Nộp trực tuyến được thì phải nêu ít nhất một cách thanh toán (methods).",
            en="What is payable online names at least one of its methods.",
        ),
        "hours_out_of_order": Named(
            vi="Giờ làm việc phải theo thứ tự và không chồng nhau.",
            en="Working hours stand in order and do not overlap.",
        ),
        "day_twice": Named(
            vi="Mỗi ngày chỉ được nêu một lần.", en="A day stands in its list once only."
        ),
        "day_in_both": Named(
            vi="Một ngày không thể vừa nghỉ vừa làm bù.",
            en="A day is off or made up for, not both.",
        ),
        "time_with_zone": Named(
            vi="Giờ trong ngày là giờ Việt Nam, không kèm múi giờ.",
            en="A time of day is Vietnam's and has no zone.",
        ),
        "seasons_overlap": Named(
            vi="Các mùa giờ làm việc không được chồng nhau.",
            en="Seasons of working hours do not overlap.",
        ),
        "amount_and_tiers": Named(
            vi="Chỉ nêu mức thu (amount) hoặc các bậc (tiers).",
            en="A price has an amount or tiers, not both.",
        ),
        "tiers_out_of_order": Named(
            vi="Các bậc phải tăng dần, chỉ bậc cuối không có giới hạn.",
            en="Tiers stand in rising order, and only the last one has no end.",
        ),
        "less_than": Named(vi="Phải nhỏ hơn {lt}.", en="It must be less than {lt}."),
    }
)


def field_sentence(kind: str, language: Language, context: Mapping[str, Any]) -> str:
    """The sentence for one error of pydantic; the value that was sent is never repeated."""
    text: str = getattr(FIELD_MESSAGES.get(kind, _ANY), language.value)
    facts = defaultdict(lambda: "-", context)
    if "expected" in context:
        facts["expected"] = _listed(context["expected"])
    return text.format_map(facts)


def _listed(expected: str) -> str:
    """Pydantic's list of allowed values, `'a', 'b' or 'c'`, as it reads in any language."""
    quoted: list[str] = re.findall("'([^']*)'", expected)
    return ", ".join(quoted) or expected
