"""Where the legal time limit stands, as far as the dossier's status alone can say."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from chalicelib.domain.dossier import Dossier, Status
from chalicelib.domain.value import Named, Value
from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.moment import Moment


class ClockState(StrEnum):
    """Where the clock stands."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class ClockOut(Value):
    """`due_at` is null until the agency's calendar decides it."""

    state: ClockState
    due_at: Moment | None = None
    explanation: str


_C, _S = ClockState, Status
BY_STATUS: Mapping[Status, ClockState] = MappingProxyType(
    {
        _S.SUBMITTED: _C.NOT_STARTED,
        _S.RECEIVED: _C.RUNNING,
        _S.NOT_RECEIVED: _C.ENDED,
        _S.PROCESSING: _C.RUNNING,
        _S.AWAITING_SUPPLEMENT: _C.PAUSED,
        _S.AWAITING_PAYMENT: _C.PAUSED,
        _S.WITHDRAWN: _C.ENDED,
        _S.STOPPED: _C.ENDED,
        _S.RESOLVED: _C.ENDED,
        _S.RETURNED: _C.ENDED,
    }
)

EXPLANATION: Mapping[ClockState, Named] = MappingProxyType(
    {
        _C.NOT_STARTED: Named(
            vi="Thời hạn giải quyết chưa tính: hồ sơ chưa được tiếp nhận.",
            en="The time limit has not started: the dossier is not received yet.",
        ),
        _C.RUNNING: Named(vi="Thời hạn giải quyết đang tính.", en="The time limit is running."),
        _C.PAUSED: Named(
            vi="Thời hạn giải quyết tạm dừng trong lúc chờ công dân.",
            en="The time limit is paused while the citizen is waited for.",
        ),
        _C.ENDED: Named(vi="Thời hạn giải quyết đã kết thúc.", en="The time limit has ended."),
    }
)


def clock_of(dossier: Dossier, language: Language) -> ClockOut:
    """The clock; papers asked for before the dossier was received pause nothing."""
    state = BY_STATUS[dossier.status]
    if state is ClockState.PAUSED and not dossier.admitted:
        state = ClockState.NOT_STARTED
    text: str = getattr(EXPLANATION[state], language.value)
    return ClockOut(state=state, explanation=text)
