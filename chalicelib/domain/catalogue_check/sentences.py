"""The sentence for everything that can be wrong with a catalogue: what it is, and what to do."""

from collections.abc import Mapping
from types import MappingProxyType

from chalicelib.domain.catalogue_check.form_words import FORM_SENTENCES
from chalicelib.domain.catalogue_check.offering_words import OFFERING_SENTENCES
from chalicelib.domain.value import Named


def _said(vi: str, en: str) -> Named:
    return Named(vi=vi, en=en)


WARNINGS = frozenset(
    {
        *("free_in_note", "amount_in_note", "nothing_to_pay", "price_open"),
        *("time_missing", "channel_without_line", "provenance_without_place", "level_offline"),
    }
)
"""What somebody should look at; everything else keeps an entry out."""

SENTENCES: Mapping[str, Named] = MappingProxyType(
    {
        **FORM_SENTENCES,
        **OFFERING_SENTENCES,
        # amounts
        "amount_in_thousands": _said(
            "{amount} đồng có lẽ là nghìn đồng; ghi đủ, ví dụ {full}.",
            "{amount} đồng looks like thousands; write it out, as in {full}.",
        ),
        "amount_absurd": _said(
            "{amount} đồng cho một đơn vị là quá lớn; kiểm tra lại số 0.",
            "{amount} đồng for one unit is too much; count its zeros.",
        ),
        "free_with_amount": _said(
            "Tên khoản thu nói miễn phí nhưng có mức thu {amount} đồng; sửa tên hoặc mức thu.",
            "The name says free, but there is an amount of {amount} đồng; mend one of the two.",
        ),
        "free_in_note": _said(
            "Ghi chú nói miễn phí nhưng có mức thu {amount} đồng; kiểm tra nguồn.",
            "The remark says free, but there is an amount of {amount} đồng; look at the source.",
        ),
        "amount_in_note": _said(
            "Mức thu là 0 hoặc không có khoản thu, nhưng ghi chú nêu {found}; nếu phải nộp thì ghi"
            " thành khoản thu.",
            "Nothing is owed, but the remark names {found}; if that is owed, make it a line.",
        ),
        "tiers_without_quantity": _said(
            "Mức thu theo bậc cần biết số lượng; nêu quantity.",
            "Tiers need to know how many units there are; name a quantity.",
        ),
        "cap_below_price": _said(
            "Mức tối đa {cap} đồng thấp hơn giá một đơn vị ({amount} đồng); kiểm tra cả hai.",
            "The cap of {cap} đồng is below the price of one unit ({amount} đồng); check both.",
        ),
        "cap_without_price": _said(
            "Có mức tối đa nhưng chưa có mức thu; bỏ mức tối đa hoặc nêu mức thu.",
            "There is a cap but no price; take the cap away, or say the price.",
        ),
        "timing_none_with_lines": _said(
            "Thời điểm thu là none nhưng có khoản thu {line}; chọn thời điểm thu.",
            "Nothing is collected (none), but the line {line} is owed; say when it is.",
        ),
        "timing_without_lines": _said(
            "Thời điểm thu là {timing} nhưng không có khoản thu nào; thêm khoản thu hoặc chọn none.",
            "The money is due {timing}, but there is no line; add one, or say none.",
        ),
        # channels and choices
        "channels_missing": _said(
            "Chưa nêu kênh nộp; ghi rõ online, direct, postal.",
            "The channels are missing; say which of online, direct and postal there are.",
        ),
        "channel_foreign": _said(
            "Thủ tục không nhận hồ sơ qua kênh {channel}; bỏ kênh này hoặc thêm vào thủ tục.",
            "The procedure is not filed by {channel}; take it away here, or add it there.",
        ),
        "channel_without_line": _said(
            "Không khoản thu nào áp dụng cho kênh {channel}; nộp qua kênh này sẽ chưa thanh toán"
            " được.",
            "No line is of the channel {channel}; what is filed by it cannot be paid yet.",
        ),
        "case_unknown": _said(
            "Thủ tục không có trường hợp {code}; khai báo trong cases hoặc sửa mã.",
            "The procedure has no case {code}; declare it in cases, or mend the code.",
        ),
        "option_unknown": _said(
            "Thủ tục không có lựa chọn {code}; khai báo trong options hoặc sửa mã.",
            "The procedure has no option {code}; declare it in options, or mend the code.",
        ),
        "quantity_unknown": _said(
            "Thủ tục không có số lượng {code}; khai báo trong quantities hoặc sửa mã.",
            "The procedure has no quantity {code}; declare it in quantities, or mend the code.",
        ),
        "case_free": _said(
            "Không khoản thu nào áp dụng cho trường hợp {code}, nên sẽ thành miễn phí; thêm khoản"
            " thu (để ngỏ nếu chưa biết, 0 đồng nếu được miễn).",
            "No line is of the case {code}, which would make it free; add one (open if unknown,"
            " of 0 đồng if exempt).",
        ),
        "exemption_line_unknown": _said(
            "Không có khoản thu {line} để miễn giảm; sửa mã hoặc bỏ đi.",
            "There is no line {line} to be exempt from; mend the code, or take it away.",
        ),
        "code_twice": _said(
            "Mã {code} xuất hiện hai lần; mỗi mã chỉ một lần.",
            "The code {code} stands here twice; each may stand once.",
        ),
        "quantity_bounds": _said(
            "Số lượng từ {minimum} đến {maximum}, mặc định {default}, không khớp nhau; sửa lại.",
            "From {minimum} to {maximum} with the default {default} does not fit together; mend it.",
        ),
        # windows
        "replaces_unknown": _said(
            "Không có khoản thu {line} để thay thế; sửa mã hoặc thêm khoản đó.",
            "There is no line {line} to take the place of; mend the code, or add the line.",
        ),
        "replaces_circle": _said(
            "Các khoản thu {lines} thay thế lẫn nhau theo vòng; bỏ một liên kết.",
            "The lines {lines} replace one another in a circle; take one link away.",
        ),
        "window_without_base": _said(
            "Khoản thu hết hạn ngày {day} và không có khoản nào tiếp theo, nên sau đó không ai biết"
            " mức thu; thêm khoản gốc (để ngỏ nếu chưa biết) và nêu replaces.",
            "The line ends on {day} and nothing follows it, so that nobody knows the price from then"
            " on; add the line it replaces (open if unknown), and link it.",
        ),
        "windows_compete": _said(
            "Hai khoản {lines} thay cho nhau trong cùng một thời gian dài như nhau; chỉ một khoản"
            " được áp dụng, hãy sửa ngày hoặc bỏ một khoản.",
            "The lines {lines} stand for one another over equally long windows that overlap; only"
            " one can apply, so mend the days, or take one away.",
        ),
        # time limits
        "time_same_day_with_value": _said(
            "Trả trong ngày thì value phải là 0; nếu là {value} ngày thì đổi đơn vị.",
            "The same day has the value 0; for {value} days, change the unit.",
        ),
        "time_zero": _said(
            "Thời hạn 0 {unit} là vô nghĩa; nếu trả trong ngày thì dùng same_day.",
            "A limit of 0 {unit} makes no sense; for the same day, use same_day.",
        ),
        "time_missing": _said(
            "Kênh {channel} không có thời hạn giải quyết trong khi kênh khác có; kiểm tra nguồn.",
            "The channel {channel} has no time limit while another has; look at the source.",
        ),
        # steps
        "step_share_missing": _said(
            "Bước {number} chưa có phần thời gian (share) trong khi bước khác có; nêu cho mọi bước"
            " hoặc bỏ hết.",
            "Step {number} has no share of the time while another has; give one to all, or none.",
        ),
        "step_shares_not_whole": _said(
            "Các phần thời gian của các bước cộng lại là {total}%; phải đúng 100%.",
            "The steps' shares of the time add up to {total}%; they must make 100%.",
        ),
        # texts and sources
        "text_not_nfc": _said(
            "Chữ có dấu không ở dạng Unicode NFC; lưu lại ở dạng NFC.",
            "The accents are not in Unicode form NFC; save the text in that form.",
        ),
        "text_invisible": _said(
            "Có ký tự điều khiển hoặc ký tự ẩn {found}; xóa đi.",
            "There is a control or invisible character, {found}; take it away.",
        ),
        "text_spaces": _said(
            "Thừa khoảng trắng ở đầu, ở cuối hoặc giữa các từ; bỏ đi.",
            "There are spaces at the beginning, at the end or twice between words; take them away.",
        ),
        "text_empty": _said(
            "Không được để trống; ghi tên bằng tiếng Việt và tiếng Anh.",
            "It is empty; name it in Vietnamese and in English.",
        ),
        "legal_basis_missing": _said(
            "Chưa nêu căn cứ pháp lý; ghi số văn bản, hoặc danh mục đã công bố mức thu.",
            "The legal basis is missing; name the document, or the listing that says the amount.",
        ),
        "provenance_missing": _said(
            "Chưa nêu nguồn; ghi kind và nơi đã đọc.",
            "The source is missing; say its kind, and where it was read.",
        ),
        "provenance_without_place": _said(
            "Nguồn chưa có địa chỉ (reference) hoặc thời điểm (as_of); bổ sung để kiểm tra lại được.",
            "The source lacks its place (reference) or day (as_of); add it, so that it can be"
            " checked again.",
        ),
    }
)
