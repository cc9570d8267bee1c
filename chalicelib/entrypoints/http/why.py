"""One sentence that says why a dossier stands where it stands."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from chalicelib.domain.clock.words import moment
from chalicelib.domain.dossier import Dossier, ExecutionState
from chalicelib.domain.task import TaskKind
from chalicelib.domain.usual import Usual
from chalicelib.domain.value import Named
from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.ops_out import hours, stuck, waits
from chalicelib.ports.workflow import EngineExecution

WAITS_FOR: Mapping[TaskKind, Named] = MappingProxyType(
    {
        TaskKind.PAYMENT: Named(vi="công dân nộp tiền", en="the citizen to pay"),
        TaskKind.INTAKE: Named(vi="cán bộ tiếp nhận", en="an officer to receive it"),
        TaskKind.PROCESSING: Named(vi="cán bộ giải quyết", en="an officer to process it"),
        TaskKind.SUPPLEMENT: Named(vi="công dân bổ sung giấy tờ", en="the citizen's papers"),
        TaskKind.DELIVERY: Named(vi="trả kết quả", en="the result to be handed over"),
    }
)

ASK_CITIZEN = Named(vi="Hãy nhắc người nộp.", en="Remind the citizen.")
ASK_AGENCY = Named(vi="Hãy hỏi cơ quan giải quyết.", en="Ask the agency's officers.")
ADVICE: Mapping[TaskKind, Named] = MappingProxyType(
    {
        TaskKind.PAYMENT: ASK_CITIZEN,
        TaskKind.INTAKE: ASK_AGENCY,
        TaskKind.PROCESSING: ASK_AGENCY,
        TaskKind.SUPPLEMENT: ASK_CITIZEN,
        TaskKind.DELIVERY: ASK_AGENCY,
    }
)

SENTENCES: Mapping[str, Named] = MappingProxyType(
    {
        "closed": Named(
            vi="Hồ sơ đã kết thúc ({status}), không chờ gì nữa.",
            en="The dossier is closed ({status}) and waits for nothing.",
        ),
        "owed": Named(
            vi="Lần chạy {run} sẽ được khởi động lúc {due_at} (đã thử {attempts} lần).",
            en="Run {run} is to be started at {due_at} (tried {attempts} times so far).",
        ),
        "broken": Named(
            vi="Lần chạy {run} đã hỏng ({reason}); hệ thống tự chạy lại lúc {due_at}.",
            en="Run {run} broke ({reason}); the system resumes it by itself at {due_at}.",
        ),
        "given_up": Named(
            vi="Lần chạy {run} đã hỏng ({reason}) và không tự chạy lại nữa: sửa nguyên nhân rồi cho chạy lại.",
            en="Run {run} broke ({reason}) and is not resumed by itself any more: "
            "remove the cause, then resume it.",
        ),
        "lost": Named(
            vi="Sổ ghi lần chạy {run} đang chạy, nhưng máy trạng thái nói {engine}: cho chạy lại, "
            "hoặc hệ thống tự phát hiện lúc {due_at}.",
            en="The record says that run {run} is running, but the engine says {engine}: resume it, "
            "or the system notices by itself at {due_at}.",
        ),
        "waiting": Named(
            vi="Đang chờ {who} ({task_id}) từ {opened_at}.",
            en="It waits for {who} ({task_id}) since {opened_at}.",
        ),
        "unusual": Named(
            vi="Đang chờ {who} ({task_id}) từ {opened_at}: đã {waited} giờ, trong khi chín phần mười "
            "chỉ cần {usual} giờ. {advice}",
            en="It waits for {who} ({task_id}) since {opened_at}: {waited} hours, where nine in ten "
            "need at most {usual}. {advice}",
        ),
        "not_listening": Named(
            vi="Hồ sơ chờ {who} ({task_id}), nhưng quy trình chưa mở công việc này.",
            en="The dossier waits for {who} ({task_id}), but the workflow has not opened this "
            "task yet.",
        ),
    }
)


def why(
    dossier: Dossier,
    engine: EngineExecution | None,
    language: Language,
    *,
    listens: bool,
    now: datetime,
    usual: Usual | None,
) -> str:
    """The sentence, in the caller's language."""
    waiting = dossier.waiting_for
    case = _case(dossier, engine, listens=listens)
    if case == "waiting" and stuck(dossier, now, usual):
        case = "unusual"
    text: str = getattr(SENTENCES[case], language.value)
    return text.format(
        status=dossier.status.value,
        run=dossier.execution.run,
        reason=dossier.execution.reason or "-",
        attempts=dossier.attempts,
        due_at=moment(dossier.due_at) if dossier.due_at else "-",
        engine=engine.status if engine else "NOT_FOUND",
        who=getattr(WAITS_FOR[waiting.kind], language.value) if waiting else "-",
        task_id=waiting.task_id if waiting else "-",
        opened_at=moment(waiting.opened_at) if waiting else "-",
        waited=hours(waits(dossier, now)),
        usual=hours(usual.nine_in_ten) if usual else None,
        advice=getattr(ADVICE[waiting.kind], language.value) if waiting else "-",
    )


def _case(dossier: Dossier, engine: EngineExecution | None, *, listens: bool) -> str:
    if dossier.closed:
        return "closed"
    match dossier.execution.state:
        case ExecutionState.OWED:
            return "owed"
        case ExecutionState.BROKEN:
            return "broken" if dossier.due_at else "given_up"
    if engine is None or engine.status != "RUNNING":
        return "lost"
    return "waiting" if listens else "not_listening"
