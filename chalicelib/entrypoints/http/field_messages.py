"""What is wrong with a field, in both languages, by pydantic's type of error."""

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from chalicelib.domain.value import Named
from chalicelib.entrypoints.http.language import Language

_ANY = Named(vi="Giá trị không hợp lệ.", en="The value is not valid.")
_TEXT = Named(vi="Phải là chuỗi ký tự.", en="It must be a string.")
_INTEGER = Named(vi="Phải là số nguyên.", en="It must be an integer.")
_DAY = Named(vi="Phải là ngày dạng YYYY-MM-DD.", en="It must be a day, as in 2026-11-23.")
_OBJECT = Named(vi="Phải là một đối tượng JSON.", en="It must be a JSON object.")

FIELD_MESSAGES: Mapping[str, Named] = MappingProxyType(
    {
        "missing": Named(vi="Trường này là bắt buộc.", en="This field is required."),
        "extra_forbidden": Named(vi="Không có trường này.", en="There is no such field."),
        "string_type": _TEXT,
        "int_type": _INTEGER,
        "int_parsing": _INTEGER,
        "int_from_float": _INTEGER,
        "date_from_datetime_parsing": _DAY,
        "date_from_datetime_inexact": _DAY,
        "model_type": _OBJECT,
        "model_attributes_type": _OBJECT,
        "dict_type": _OBJECT,
        "tuple_type": Named(vi="Phải là một danh sách.", en="It must be a list."),
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
        "enum": Named(vi="Phải là một trong: {expected}.", en="It must be one of: {expected}."),
        "literal_error": Named(
            vi="Phải là một trong: {expected}.", en="It must be one of: {expected}."
        ),
        "greater_than_equal": Named(vi="Phải từ {ge} trở lên.", en="It must be at least {ge}."),
        "less_than_equal": Named(vi="Nhiều nhất là {le}.", en="It must be at most {le}."),
    }
)


def field_sentence(kind: str, language: Language, context: Mapping[str, Any]) -> str:
    """The sentence for one error of pydantic; the value that was sent is never repeated."""
    text: str = getattr(FIELD_MESSAGES.get(kind, _ANY), language.value)
    return text.format_map(defaultdict(lambda: "-", context))
