"""Every sentence that says why a request is refused, in both languages, by its code.

The names in braces are the facts that the refusal carries.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from chalicelib.domain.clock.words import day, moment
from chalicelib.domain.value import Named
from chalicelib.entrypoints.http.language import Language


def _said(vi: str, en: str) -> Named:
    return Named(vi=vi, en=en)


MESSAGES: Mapping[str, Named] = MappingProxyType(
    {
        # the request itself
        "bad_request": _said("Yêu cầu không hợp lệ.", "The request is not valid."),
        "token_required": _said(
            "Cần có mã truy cập (bearer token) hợp lệ.", "A valid bearer token is required."
        ),
        "scope_missing": _said(
            "Mã truy cập này không có quyền {scope}.", "This token lacks the scope {scope}."
        ),
        "not_found": _said("Không có tài nguyên này.", "There is no such resource."),
        "method_not_allowed": _said(
            "Địa chỉ này không nhận phương thức {method}.",
            "This address does not take the method {method}.",
        ),
        "media_type_unsupported": _said(
            "Nội dung phải ở dạng application/json.", "The content must be application/json."
        ),
        "body_not_json": _said(
            "Nội dung yêu cầu không phải là JSON (UTF-8).", "The request body is not JSON (UTF-8)."
        ),
        "body_too_large": _said(
            "Nội dung yêu cầu vượt quá {limit} byte.", "The request body exceeds {limit} bytes."
        ),
        "body_invalid": _said(
            "Nội dung yêu cầu chưa đúng; xem từng trường.",
            "The request body is not as it should be; see each field.",
        ),
        "query_invalid": _said(
            "Tham số truy vấn chưa đúng; xem từng tham số.",
            "The query parameters are not as they should be; see each of them.",
        ),
        "days_upside_down": _said(
            "Ngày đến (to) trước ngày từ (from).", "The day `to` lies before the day `from`."
        ),
        "words_needed": _said(
            "Cần ít nhất một chữ hoặc số.", "At least one letter or digit is needed."
        ),
        "cursor_invalid": _said(
            "Con trỏ trang không phải do hệ thống này cấp.",
            "The cursor is not one that this system gave.",
        ),
        "idempotency_key_required": _said(
            "Yêu cầu này cần tiêu đề Idempotency-Key (1 đến 255 ký tự ASCII in được).",
            "This request needs an Idempotency-Key header (1 to 255 printable ASCII characters).",
        ),
        "idempotency_key_reused": _said(
            "Khóa Idempotency-Key này đã dùng cho một yêu cầu có nội dung khác.",
            "This Idempotency-Key was used for a request with another body.",
        ),
        # what API Gateway says before us
        "forbidden": _said(
            "Mã truy cập này không cho phép gọi địa chỉ này.",
            "This token does not allow this call.",
        ),
        "too_many_requests": _said(
            "Quá nhiều yêu cầu. Xin thử lại sau giây lát.", "Please try again a little later."
        ),
        "bad_gateway": _said(
            "Không trả lời được yêu cầu này.", "The request could not be answered."
        ),
        "gateway_timeout": _said(
            "Trả lời quá lâu; hãy hỏi lại tài nguyên để biết kết quả.",
            "The answer took too long; ask for the resource to learn what happened.",
        ),
        # incidents
        "internal_error": _said(
            "Hệ thống gặp sự cố. Xin thử lại và báo mã yêu cầu nếu còn lỗi.",
            "Something broke on our side. Try again, and quote the request id if it persists.",
        ),
        "try_again": _said(
            "Hệ thống đang bận. Xin thử lại sau giây lát.",
            "The system is busy. Please try again in a moment.",
        ),
        # what is not there
        "agency_not_found": _said(
            "Không có cơ quan {agency_code}.", "There is no agency {agency_code}."
        ),
        "procedure_not_found": _said(
            "Không có thủ tục {procedure_code}.", "There is no procedure {procedure_code}."
        ),
        "version_not_found": _said(
            "Thủ tục {procedure_code} không có phiên bản {version}.",
            "The procedure {procedure_code} has no version {version}.",
        ),
        "as_of_ahead": _said("Thời điểm này còn ở phía trước.", "This instant still lies ahead."),
        "by_and_group": _said(
            "Hãy nêu cả by lẫn group, hoặc không nêu cả hai.", "Name both by and group, or neither."
        ),
        "period_too_far": _said(
            "Báo cáo chỉ gồm những ngày từ năm 2000 đến năm 2099.",
            "A report is of days from 2000 to 2099.",
        ),
        "period_upside_down": _said(
            "Ngày cuối kỳ đứng trước ngày đầu kỳ.",
            "The last day of the period lies before the first.",
        ),
        "period_not_begun": _said(
            "Khi chốt số liệu, kỳ báo cáo này chưa bắt đầu.",
            "At the instant asked for, this period had not begun.",
        ),
        "agency_required": _said(
            "Mức độ và việc thanh toán là của từng cơ quan; hãy nêu agency.",
            "Level and payability are an agency's; name it in agency.",
        ),
        "report_too_large": _said(
            "Báo cáo này phải đếm hơn {most} hồ sơ; hãy nêu một cơ quan cấp dưới, chọn kỳ ngắn hơn,"
            " hoặc dùng lệnh hosopay report service.",
            "This report has more than {most} dossiers to count; name an agency further down, a"
            " shorter period, or use the command hosopay report service.",
        ),
        "tree_too_large": _said(
            "Phạm vi này có {count} cơ quan, nhiều hơn {most}; hãy nêu một cơ quan cấp dưới.",
            "There are {count} agencies here, more than {most}; name one that is further down.",
        ),
        "dossier_not_found": _said(
            "Không có hồ sơ {dossier_code}.", "There is no dossier {dossier_code}."
        ),
        "task_not_found": _said(
            "Hồ sơ không có công việc {task_id}.", "The dossier has no task {task_id}."
        ),
        "too_many_bills": _said(
            "Một hồ sơ có nhiều nhất {most} khoản thu.",
            "A dossier has at most {most} bills.",
        ),
        "too_many_attachments": _said(
            "Một hồ sơ có nhiều nhất {most} giấy tờ.", "A dossier has at most {most} papers."
        ),
        "payment_unknown": _said(
            "Chưa rõ kết quả của lệnh thanh toán {order_id}; vui lòng thử lại sau ít phút.",
            "It is not known yet what became of order {order_id}; please try again in a few"
            " minutes.",
        ),
        "order_not_found": _said(
            "Không có lệnh thanh toán {order_id}.", "There is no order {order_id}."
        ),
        "provider_not_found": _said(
            "Không có đơn vị thanh toán {provider}.", "There is no payment provider {provider}."
        ),
        "offering_not_found": _said(
            "Cơ quan {agency_code} không cung cấp thủ tục {procedure_code}.",
            "The agency {agency_code} does not offer the procedure {procedure_code}.",
        ),
        "merchant_not_found": _said(
            "Cơ quan {agency_code} chưa có tài khoản tại {provider}.",
            "The agency {agency_code} has no account at {provider}.",
        ),
        "calendar_not_found": _said(
            "Cơ quan {agency_code} chưa có lịch làm việc.",
            "The agency {agency_code} has no calendar.",
        ),
        # editing the catalogue
        "version_moved": _said(
            "Có người đã sửa mục này: phiên bản hiện nay là {version}. Hãy đọc lại rồi sửa tiếp.",
            "Somebody has edited this: its version is {version} now. Read it again, then edit.",
        ),
        "code_invalid": _said(
            "Mã trong địa chỉ không đúng dạng của một mã mới (mã cơ quan: chữ, số và dấu chấm).",
            "The code in the address does not have the form of a new code (of an agency: letters, digits,"
            " dots).",
        ),
        "begins_later": _said(
            "Phiên bản này có hiệu lực từ ngày sau, nên hôm nay sẽ không còn phiên bản nào. Hãy sửa"
            " vào đúng ngày đó.",
            "This begins on a later day, so nothing would hold today. Make the edit on that day.",
        ),
        "merger_later": _said(
            "Việc sáp nhập phải được ghi vào đúng ngày có hiệu lực.",
            "A merger is written on the day on which it takes effect.",
        ),
        "merger_too_large": _said(
            "Mỗi lần sửa chỉ thêm hoặc bỏ được nhiều nhất {most} cơ quan bị thay thế; hãy sửa làm"
            " nhiều lần.",
            "One edit takes in or lets go at most {most} predecessors; make it in several.",
        ),
        "successors_full": _said(
            "Cơ quan {agency_code} đã có {most} cơ quan thay thế, không thêm được nữa.",
            "The agency {agency_code} has {most} successors already, and takes no more.",
        ),
        "code_of_another": _said(
            "Mã cơ quan mới phải bắt đầu bằng mã của một cơ quan cấp trên, ví dụ {parent}.50.",
            "A new agency's code begins with that of one above it, as in {parent}.50.",
        ),
        "collector_without_merchant": _said(
            "Cơ quan thu này chưa có tài khoản tại đơn vị nào của các cách thanh toán đã nêu.",
            "This collecting agency has no account at any provider of the methods named.",
        ),
        "national_catalogue": _said(
            "Danh mục thủ tục dùng chung cả nước; chỉ mã truy cập cho mọi cơ quan được sửa.",
            "Procedures are published for the whole country; only a token for all agencies may.",
        ),
        "agency_needs_parent": _said(
            "Cơ quan mới phải thuộc một cơ quan mà mã truy cập này quản lý.",
            "A new agency stands under one that this token holds.",
        ),
        "agency_unknown": _said(
            "Không có cơ quan {agency_code} trong phạm vi mã truy cập này.",
            "There is no agency {agency_code} that this token holds.",
        ),
        "agency_circle": _said(
            "Một cơ quan không thể đứng trên chính nó.", "An agency cannot stand above itself."
        ),
        "merchant_taken": _said(
            "Tài khoản này đã thuộc một cơ quan khác.", "This account is another agency's already."
        ),
        "method_unknown": _said("Không có cách thanh toán này.", "There is no such way to pay."),
        "method_without_merchant": _said(
            "Cơ quan chưa có tài khoản tại đơn vị của cách thanh toán này.",
            "The agency has no account at this method's provider.",
        ),
        "collector_unknown": _said(
            "Không có cơ quan thu này.", "There is no such collecting agency."
        ),
        # filing
        "procedure_not_offered": _said(
            "Cơ quan {agency_code} không tiếp nhận thủ tục {procedure_code} vào ngày {on}.",
            "The agency {agency_code} does not offer the procedure {procedure_code} on {on}.",
        ),
        "choices_invalid": _said(
            "Lựa chọn chưa đúng với thủ tục; xem từng trường.",
            "The choices do not fit the procedure; see each field.",
        ),
        "day_too_far": _said(
            "Chỉ báo giá cho ngày từ {since} đến {until}.",
            "Prices are quoted for days from {since} to {until}.",
        ),
        "origin_not_of_channel": _said(
            "Nguồn nộp {origin} không đúng với kênh nộp; có thể: {possible}.",
            "The origin {origin} is not of this channel; possible: {possible}.",
        ),
        "national_code_needed": _said(
            "Hồ sơ từ Cổng Dịch vụ công quốc gia phải nêu mã quốc gia (national_code), hồ sơ khác thì không.",
            "A dossier of the national portal names its national_code, and no other does.",
        ),
        "national_code_taken": _said(
            "Mã quốc gia {national_code} đã thuộc một hồ sơ của thủ tục hoặc cơ quan khác.",
            "The national code {national_code} is that of a dossier of another procedure or agency.",
        ),
        "amount_open": _said(
            "Chưa thể thu vì chưa biết số tiền của: {lines}.",
            "It cannot be paid yet, because nobody knows the amount of: {lines}.",
        ),
        # tasks and the citizen's moves
        "task_not_open": _said(
            "Công việc {task_id} đã kết thúc ({outcome}) bởi {ended_by} lúc {ended_at}.",
            "The task {task_id} was ended ({outcome}) by {ended_by} at {ended_at}.",
        ),
        "task_assigned": _said(
            "Công việc {task_id} đang do {assignee} giữ từ {assigned_at}.",
            "The task {task_id} has been {assignee}'s since {assigned_at}.",
        ),
        "wrong_post": _said(
            "Công việc {task_id} dành cho vị trí {role}; mã truy cập này không có vị trí đó.",
            "The task {task_id} takes the post {role}, which this token does not hold.",
        ),
        "task_of_nobody": _said(
            "Công việc {task_id} ({kind}) không do cán bộ quyết định nên không giao cho ai được.",
            "No officer decides the task {task_id} ({kind}), so it cannot be anybody's.",
        ),
        "summary_too_large": _said(
            "Có hơn {most} công việc phải đếm; hãy nêu một cơ quan cấp dưới.",
            "There are more than {most} tasks to count; name an agency further down.",
        ),
        "outcome_not_allowed": _said(
            "Không thể quyết định {outcome} cho công việc này; có thể: {allowed}.",
            "The outcome {outcome} cannot be given to this task; possible: {allowed}.",
        ),
        "nothing_to_price": _said(
            "Quyết định này không cần nêu số lượng, số tiền hay thông báo ở đây.",
            "This decision takes no quantity, amount or notice here.",
        ),
        "line_not_known": _said(
            "Thủ tục không có khoản thu {line_id}.", "The procedure has no fee line {line_id}."
        ),
        "line_twice": _said(
            "Khoản thu {line_id} chỉ được nêu một lần.",
            "The line {line_id} may be stated once only.",
        ),
        "not_by_notice": _said(
            "Khoản này đã có giá hoặc đã được thu; thông báo chỉ nêu khoản chưa có số tiền.",
            "This line has a price or was billed; a notice states what has no amount yet.",
        ),
        "amount_too_large": _said(
            "Tổng số tiền lớn hơn mức có thể ghi nhận.",
            "The amounts add up to more than can be recorded.",
        ),
        "not_for_this_kind": _said(
            "Loại điều chỉnh {kind} không dùng trường này.",
            "A correction of the kind {kind} takes no such field.",
        ),
        "clock_full": _said(
            "Đồng hồ của hồ sơ này đã có quá nhiều lần tạm dừng hoặc hẹn lại.",
            "The clock of this dossier has been held or extended too often.",
        ),
        "slip_taken": _said(
            "Phiếu số {slip} đã được dùng để hẹn lại hồ sơ này.",
            "The slip {slip} has extended this dossier before.",
        ),
        "notice_required": _said(
            "Xác định nghĩa vụ tài chính phải nêu thông báo và các khoản phải nộp.",
            "An assessment needs its notice and the lines that are to be paid.",
        ),
        "notice_out_of_order": _said(
            "Ngày thông báo phải từ ngày nộp hồ sơ ({first}) đến hôm nay ({last}).",
            "The notice must be dated between the filing ({first}) and today ({last}).",
        ),
        "notice_taken": _said(
            "Thông báo số {number} đã được nhập (khoản thu {bill_id}).",
            "The notice {number} was entered before (bill {bill_id}).",
        ),
        "supplement_rounds_used": _said(
            "Thủ tục chỉ cho phép yêu cầu bổ sung {rounds} lần, và đã dùng hết.",
            "The procedure allows {rounds} requests for papers, and all were made.",
        ),
        "deadline_too_long": _said(
            "Hạn bổ sung chỉ nêu khi yêu cầu bổ sung, và nhiều nhất {most} ngày theo thủ tục này.",
            "A deadline goes with a request for papers only, and is at most {most} days here.",
        ),
        "supplement_too_late": _said(
            "Đã quá hạn bổ sung giấy tờ ({deadline}).",
            "The time for missing papers was over on {deadline}.",
        ),
        "no_supplement_awaited": _said(
            "Hồ sơ {dossier_code} không chờ bổ sung giấy tờ.",
            "The dossier {dossier_code} does not wait for papers.",
        ),
        "dossier_closed": _said(
            "Hồ sơ {dossier_code} đã kết thúc ({status}).",
            "The dossier {dossier_code} is closed ({status}).",
        ),
        "correction_not_possible": _said(
            "Không thể thực hiện {kind} khi hồ sơ ở trạng thái {status}; có thể: {possible}.",
            "The correction {kind} is not possible in the status {status}; possible: {possible}.",
        ),
        "ground_required": _said(
            "Phải nêu mã căn cứ (ground).", "The code of the ground is needed (ground)."
        ),
        "ground_not_known": _said(
            "Căn cứ tạm dừng phải là một trong: {grounds}.",
            "The ground of a pause is one of: {grounds}.",
        ),
        "waiver_incomplete": _said(
            "Miễn nộp phải nêu mã căn cứ (ground) và số quyết định (document).",
            "A waiver needs the code of its ground (ground) and the number of its decision (document).",
        ),
        "extension_incomplete": _said(
            "Hẹn lại phải nêu số phiếu (document) và ngày hẹn mới (due_on).",
            "An extension needs the number of its slip (document) and the new day (due_on).",
        ),
        "withdrawal_too_late": _said(
            "Hồ sơ {dossier_code} đã có kết quả nên không rút được nữa.",
            "The dossier {dossier_code} has its result and can no longer be withdrawn.",
        ),
        "illegal_move": _said(
            "Trạng thái {state} không cho phép {event}.", "The state {state} allows no {event}."
        ),
        # the legal clock
        "clock_not_started": _said(
            "Thời hạn chưa bắt đầu tính.", "The time limit has not started."
        ),
        "clock_already_started": _said(
            "Thời hạn đã bắt đầu tính.", "The time limit has started already."
        ),
        "clock_ended": _said("Thời hạn đã kết thúc.", "The time limit has ended."),
        "clock_not_ended": _said(
            "Thời hạn chưa kết thúc nên không thể mở lại.",
            "The time limit has not ended, so there is nothing to undo.",
        ),
        "clock_already_paused": _said(
            "Thời hạn đang tạm dừng vì chính lý do này.",
            "The time limit is paused on this very ground already.",
        ),
        "clock_not_paused": _said(
            "Thời hạn không tạm dừng vì lý do này.", "The time limit is not paused on this ground."
        ),
        "clock_paused": _said(
            "Thời hạn đang tạm dừng; hãy hẹn lại sau khi tính tiếp.",
            "The time limit is paused; promise another day when it goes on.",
        ),
        "clock_without_due": _said(
            "Hồ sơ này không có ngày đến hạn để hẹn lại.",
            "This dossier has no due date that could be extended.",
        ),
        "clock_out_of_order": _said(
            "Thời điểm {at} trước việc đã ghi gần nhất ({last}).",
            "{at} lies before what was recorded last ({last}).",
        ),
        "clock_entry_twice": _said(
            "Việc này đã được ghi vào thời điểm {at}.", "This was recorded for {at} already."
        ),
        "extension_not_later": _said(
            "Ngày hẹn lại sớm nhất là {first}.", "The earliest day to promise is {first}."
        ),
        "extension_not_worked": _said(
            "Ngày {due_on} cơ quan không làm việc; hãy hẹn một ngày làm việc.",
            "Nobody works on {due_on}; promise a working day.",
        ),
        # paying
        "no_open_bill": _said(
            "Hồ sơ {dossier_code} không có khoản nào phải nộp.",
            "The dossier {dossier_code} owes nothing.",
        ),
        "bill_unknown": _said(
            "Hồ sơ không có khoản thu này; có: {bills}.",
            "The dossier has no such bill; it has: {bills}.",
        ),
        "bill_already_paid": _said(
            "Khoản thu {bill_id} đã được nộp đủ.", "The bill {bill_id} is paid already."
        ),
        "bill_not_open_yet": _said(
            "Khoản thu {bill_id} chưa mở: hãy nộp khoản trước đã.",
            "The bill {bill_id} is not open yet: the one before it is to be paid first.",
        ),
        "bill_closed": _said(
            "Khoản thu {bill_id} đã đóng, không nhận thanh toán nữa.",
            "The bill {bill_id} is closed and takes no payment any more.",
        ),
        "amount_not_owed": _said(
            "Số tiền còn phải nộp là {owed} đồng.", "The amount still owed is {owed} VND."
        ),
        "method_not_offered": _said(
            "Không nhận cách thanh toán {method}; có thể dùng: {offered}.",
            "The method {method} is not offered; offered: {offered}.",
        ),
        "no_merchant": _said(
            "Cơ quan chưa có tài khoản tại {provider}.",
            "The agency has no account at {provider}.",
        ),
        "amount_out_of_limits": _said(
            "Số tiền {amount} đồng nằm ngoài mức cho phép ({minimum} đến {maximum} đồng).",
            "The amount {amount} VND is outside the limits ({minimum} to {maximum} VND).",
        ),
        "payer_email_required": _said(
            "Cách thanh toán {method} cần địa chỉ thư điện tử của người nộp.",
            "The method {method} needs the payer's e-mail address.",
        ),
        "return_url_not_registered": _said(
            "Địa chỉ quay về phải là https, chỉ gồm ký tự ASCII thông thường (không có dấu \\), và thuộc máy"
            " chủ đã đăng ký.",
            "The return URL must be https, of plain ASCII characters (no backslash), and lead to a"
            " registered host.",
        ),
        "provider_declined": _said(
            "Đơn vị thanh toán từ chối mở lệnh (mã {provider_code}). Muốn thử lại, hãy gửi với"
            " Idempotency-Key mới.",
            "The payment provider declined to open the order (code {provider_code}). To try"
            " again, use a new Idempotency-Key.",
        ),
        "order_already_paid": _said(
            "Lệnh {order_id} đã được thanh toán ({state}), không hủy được nữa.",
            "The order {order_id} is paid ({state}) and can no longer be cancelled.",
        ),
        "order_not_payable": _said(
            "Lệnh {order_id} hiện không thể thanh toán ({state}).",
            "The order {order_id} cannot be paid now ({state}).",
        ),
        # ops
        "execution_running": _said(
            "Lần chạy {run} vẫn đang chạy hoặc sắp chạy.",
            "Run {run} is still running, or about to start.",
        ),
        "broken_group_not_found": _said(
            "Không có hồ sơ hỏng nào mang dấu {fingerprint}, hoặc không còn nữa.",
            "No broken dossier has the fingerprint {fingerprint}, or none has it any more.",
        ),
    }
)


def sentence(code: str, language: Language, facts: Mapping[str, Any]) -> str:
    """The sentence for `code`; what the catalogue does not know is said as it is.

    A fact that a refusal does not carry leaves a dash, never an exception.
    """
    message = MESSAGES.get(code)
    if message is None:
        return code
    text: str = getattr(message, language.value)
    shown = {name: _shown(value) for name, value in facts.items()}
    return text.format_map(defaultdict(lambda: "-", shown))


def _shown(value: Any) -> Any:
    """Days and instants as people in Vietnam write them."""
    if isinstance(value, datetime):
        return moment(value)
    return day(value) if isinstance(value, date) else value


def template(code: str, language: Language) -> str:
    """The sentence with the names of its facts, for the documentation."""
    text: str = getattr(MESSAGES[code], language.value)
    return text
