"""What pydantic finds in a catalogue file, in our codes and sentences."""

from collections.abc import Mapping
from types import MappingProxyType

from chalicelib.domain.value import Named

WRONG, LENGTH, BOUNDS = "wrong_type", "wrong_length", "out_of_bounds"

CODE_OF_TYPE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "missing": ("field_missing", ""),
        "extra_forbidden": ("field_unknown", ""),
        "enum": ("not_allowed", ""),
        "string_pattern_mismatch": ("wrong_form", ""),
        "string_type": (WRONG, "“…”"),
        "int_type": (WRONG, "123"),
        "int_from_float": (WRONG, "123"),
        "bool_type": (WRONG, "true / false"),
        "date_type": (WRONG, "YYYY-MM-DD"),
        "date_parsing": (WRONG, "YYYY-MM-DD"),
        "date_from_datetime_parsing": (WRONG, "YYYY-MM-DD"),
        "date_from_datetime_inexact": (WRONG, "YYYY-MM-DD"),
        "time_type": (WRONG, "HH:MM:SS"),
        "time_parsing": (WRONG, "HH:MM:SS"),
        "list_type": (WRONG, "[…]"),
        "tuple_type": (WRONG, "[…]"),
        "model_type": (WRONG, "{{…}}"),
        "string_too_short": (LENGTH, "≥ {min_length}"),
        "string_too_long": (LENGTH, "≤ {max_length}"),
        "too_short": (LENGTH, "≥ {min_length}"),
        "too_long": (LENGTH, "≤ {max_length}"),
        "greater_than_equal": (BOUNDS, "≥ {ge}"),
        "less_than_equal": (BOUNDS, "≤ {le}"),
        "window_upside_down": ("window_upside_down", ""),
        "amount_and_tiers": ("amount_and_tiers", ""),
        "tiers_out_of_order": ("tiers_out_of_order", ""),
        "methods_missing": ("methods_missing", ""),
        "hours_out_of_order": ("hours_out_of_order", ""),
        "day_twice": ("day_twice", ""),
        "day_in_both": ("day_in_both", ""),
    }
)
"""Our code for each type of error, and what is wanted there; every other type is `value_invalid`."""


def _said(vi: str, en: str) -> Named:
    return Named(vi=vi, en=en)


FORM_SENTENCES: Mapping[str, Named] = MappingProxyType(
    {
        "file_not_utf8": _said(
            "Tệp không phải là văn bản UTF-8 (byte thứ {place}); lưu lại ở dạng UTF-8.",
            "The file is not UTF-8 text (at byte {place}); save it in that form.",
        ),
        "file_not_json": _said(
            "Tệp không phải là JSON, dòng {line} cột {column}: {why}.",
            "The file is not JSON, line {line} column {column}: {why}.",
        ),
        "file_no_object": _said(
            "Tệp phải là một đối tượng JSON gồm các phần {known}.",
            "The file must be a JSON object with the sections {known}.",
        ),
        "section_unknown": _said(
            "Không có phần này; các phần của tệp là {known}.",
            "There is no such section; a file has {known}.",
        ),
        "name_twice": _said(
            "Tên {name} xuất hiện hai lần; chỉ một giá trị được tính, hãy bỏ một.",
            "The name {name} stands here twice; only one value would count, so take one away.",
        ),
        "field_missing": _said("Thiếu trường này; thêm vào.", "This field is missing; add it."),
        "field_unknown": _said(
            "Không có trường này; sửa tên hoặc bỏ đi.",
            "There is no such field; mend its name, or take it away.",
        ),
        "not_allowed": _said("Phải là một trong: {expected}.", "It must be one of: {expected}."),
        "wrong_form": _said("Không đúng dạng {pattern}.", "It does not have the form {pattern}."),
        "wrong_type": _said("Phải có dạng {wanted}.", "It must be written as {wanted}."),
        "wrong_length": _said("Độ dài phải {wanted}.", "Its length must be {wanted}."),
        "out_of_bounds": _said("Phải {wanted}.", "It must be {wanted}."),
        "value_invalid": _said("Giá trị không hợp lệ.", "The value is not valid."),
        "window_upside_down": _said(
            "Ngày kết thúc trước ngày bắt đầu; đổi lại valid_from và valid_to.",
            "The window ends before it begins; mend valid_from and valid_to.",
        ),
        "amount_and_tiers": _said(
            "Chỉ nêu mức thu hoặc các bậc, không nêu cả hai.",
            "Say an amount or tiers, not both.",
        ),
        "tiers_out_of_order": _said(
            "Các bậc phải tăng dần, chỉ bậc cuối không có giới hạn.",
            "Tiers stand in rising order, and only the last one has no end.",
        ),
        "methods_missing": _said(
            "Thanh toán trực tuyến thì phải nêu cách thanh toán (methods).",
            "What is payable online names its methods.",
        ),
        "hours_out_of_order": _said(
            "Giờ làm việc phải theo thứ tự và không chồng nhau.",
            "Working hours stand in order and do not overlap.",
        ),
        "day_twice": _said(
            "Một ngày chỉ xuất hiện một lần trong danh sách.", "A day stands in a list once."
        ),
        "day_in_both": _said(
            "Một ngày không thể vừa nghỉ vừa làm bù.", "A day is off or made up for, not both."
        ),
    }
)
