"""When a stage that is busy is asked again: as late as it says, not for ever."""

import time
from email.utils import parsedate_to_datetime

import httpx

from chalicelib.domain.value import Named
from local.cli.language import said

ATTEMPTS = 5
LONGEST_WAIT_SECONDS = 60.0


def pause(answer: httpx.Response, attempt: int) -> float | None:
    """How long to wait before asking again; None: do not.

    A 503 without Retry-After is an answer (a provider declined), not a state that passes.
    """
    told = answer.headers.get("Retry-After")
    if answer.status_code == 429:
        seconds = _seconds(told) if told else 2.0 ** (attempt - 1)
    elif answer.status_code == 503 and told:
        seconds = _seconds(told)
    else:
        return None
    return seconds if seconds <= LONGEST_WAIT_SECONDS else None


def _seconds(told: str) -> float:
    """Retry-After in seconds or as a date (RFC 9110, 10.2.3); what is neither means one second."""
    try:
        return max(float(told), 0.0)
    except ValueError:
        pass
    try:
        return max(parsedate_to_datetime(told).timestamp() - time.time(), 0.0)
    except ValueError:
        return 1.0


def busy(seconds: float, attempt: int) -> Named:
    """What a person is told meanwhile."""
    return said(
        f"Hệ thống đang bận; thử lại sau {seconds:.0f} giây (lần {attempt + 1}/{ATTEMPTS}).",
        f"The stage is busy; trying again in {seconds:.0f} s (attempt {attempt + 1}/{ATTEMPTS}).",
    )
