"""What no command foresees, as trouble: a system that fails, and answers of another form."""

from collections.abc import Iterator
from contextlib import contextmanager

from local.cli.language import said
from local.cli.session import Session
from local.cli.trouble import Misused, Trouble, Unreachable


@contextmanager
def as_trouble(session: Session) -> Iterator[None]:
    """Raises Trouble in the place of what is nobody's mistake here.

    Anything else is one of this program, and stays what it is.
    """
    try:
        yield
    except BrokenPipeError:
        raise  # as with `| head`: the program ends in silence
    except OSError as error:
        raise Misused(
            said(f"Hệ thống từ chối: {error}.", f"The system refuses: {error}.")
        ) from None
    except UnicodeEncodeError as error:
        raise _no_text(error) from None
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        if not session.answered:
            raise
        raise _another_form(error) from None


def _no_text(error: UnicodeEncodeError) -> Trouble:
    found = ascii(error.object[error.start : error.end])
    return Misused(
        said(f"Có chữ không gửi được: {found}.", f"There are letters that cannot be sent: {found}.")
    )


def _another_form(error: Exception) -> Trouble:
    """Another service answers, or another release of this one."""
    why = f"{type(error).__name__}: {error}".splitlines()[0]
    return Unreachable(
        said(
            f"Câu trả lời không có dạng của hosopay ({why}): hãy kiểm tra địa chỉ API và phiên bản"
            " của công cụ này.",
            f"The answer has not the form of hosopay's ({why}): check the address of the API, and"
            " that this tool is of the same release.",
        )
    )
