"""What became of each dossier of a group, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from chalicelib.domain.value import Named, Value
from chalicelib.entrypoints.http.language import Language
from chalicelib.usecases.resume_group import Fate, Result

SENTENCES: Mapping[Fate, Named] = MappingProxyType(
    {
        Fate.RESUMED: Named(vi="Đã cho chạy lại.", en="Resumed."),
        Fate.WOULD_RESUME: Named(vi="Sẽ được chạy lại.", en="Would be resumed."),
        Fate.ALREADY_RUNNING: Named(
            vi="Đang chạy hoặc sắp chạy; không có gì phải làm.",
            en="It runs, or is about to start; nothing is left to do.",
        ),
        Fate.BROKE_AGAIN: Named(
            vi="Đã được chạy lại và lại hỏng: xem nhóm mới của nó.",
            en="It was resumed and broke again: look at its new group.",
        ),
        Fate.CLOSED: Named(vi="Hồ sơ đã kết thúc.", en="The dossier is closed."),
        Fate.FAILED: Named(
            vi="Chưa chạy lại được ({error}): hãy gửi lại yêu cầu.",
            en="Could not be resumed ({error}): send the request again.",
        ),
        Fate.NOT_TRIED: Named(
            vi="Hết giờ trước khi tới lượt: hãy gửi lại yêu cầu.",
            en="Time was up before its turn: send the request again.",
        ),
    }
)


class ResultOut(Value):
    """One dossier: the run that broke, what became of it, and a sentence."""

    dossier_code: str
    run: int
    result: Fate
    error: str | None
    explanation: str


class Results(Value):
    """One result per dossier, in the order in which they were taken."""

    fingerprint: str
    dry_run: bool
    items: tuple[ResultOut, ...]


def result_out(found: Result, language: Language) -> ResultOut:
    """A result, explained."""
    sentence: str = getattr(SENTENCES[found.fate], language.value)
    return ResultOut(
        dossier_code=found.dossier_code,
        run=found.run,
        result=found.fate,
        error=found.error,
        explanation=sentence.format(error=found.error),
    )
