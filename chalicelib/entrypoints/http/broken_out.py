"""Groups of broken dossiers, as ops see them: figures, and one sentence that says what to do."""

from chalicelib.domain.breakage import UNKNOWN, Breakage
from chalicelib.domain.value import Named, Value
from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.moment import Moment
from chalicelib.usecases.broken_groups import Group, breakage_of

BROKE = Named(
    vi="{count} hồ sơ hỏng vì {error} khi đang ở bước {state}; {given_up} hồ sơ không tự chạy lại nữa.",
    en="{count} dossiers broke with {error} at {state}; {given_up} of them are not resumed by "
    "themselves any more.",
)
SAME_CODE = Named(
    vi="Mã đang chạy vẫn là bản đó: sửa nguyên nhân trước, rồi cho chạy lại.",
    en="The same code runs now: remove the cause first, then resume.",
)
OTHER_CODE = Named(
    vi="Từ đó đã triển khai bản khác ({now}): chạy thử một hồ sơ, rồi cho chạy lại cả nhóm.",
    en="Other code has been deployed since ({now}): resume one, then the whole group.",
)
UNKNOWN_CODE = Named(
    vi="Không rõ bản mã lúc đó: xem lịch sử của một hồ sơ trước khi cho chạy lại.",
    en="The code of that time is not known: look at one dossier's history before you resume.",
)


class BrokenGroup(Value):
    """Dossiers that broke in the same state, of the same error, under the same code.

    `oldest_at` and `newest_at` say when they broke. `given_up` of them wait for people; the
    others are resumed by the system itself. `example` is the one that is broken longest.
    """

    fingerprint: str
    state: str
    error: str
    code_version: str
    count: int
    given_up: int
    oldest_at: Moment
    newest_at: Moment
    example: str
    explanation: str


class BrokenGroups(Value):
    """The largest group first. `complete` is false where more are broken than were looked at."""

    items: tuple[BrokenGroup, ...]
    complete: bool
    code_version: str


def group_out(group: Group, now_running: str, language: Language) -> BrokenGroup:
    """A group, explained."""
    broke, found = group.breakage, group.dossiers
    given_up = sum(one.due_at is None for one in found)
    return BrokenGroup(
        fingerprint=broke.fingerprint,
        state=broke.state,
        error=broke.error,
        code_version=broke.code_version,
        count=len(found),
        given_up=given_up,
        oldest_at=broke.at,
        newest_at=breakage_of(found[-1]).at,
        example=found[0].code,
        explanation=_sentence(broke, len(found), given_up, now_running, language),
    )


def _sentence(
    broke: Breakage, count: int, given_up: int, now_running: str, language: Language
) -> str:
    advice = SAME_CODE if broke.code_version == now_running else OTHER_CODE
    if UNKNOWN in (broke.code_version, now_running):
        advice = UNKNOWN_CODE
    said = f"{getattr(BROKE, language.value)} {getattr(advice, language.value)}"
    return said.format(
        count=count, error=broke.error, state=broke.state, given_up=given_up, now=now_running
    )
