"""A stage's refusal (RFC 9457) as one sentence, and the places that it names."""

from typing import Any

from local.cli.language import said
from local.cli.trouble import Refused, Trouble, Unreachable, Unwell


def refusal(status: int, found: Any, text: str) -> Trouble:
    """What an answer that is no success means; the sentence is the stage's own."""
    if not isinstance(found, dict) or not isinstance(found.get("detail"), str):
        return _stranger(status)
    sentence = f"{found['detail']} ({status} {found.get('code', '')}, {found.get('instance', '-')})"
    kind = Unwell if status == 429 or status >= 500 else Refused
    return kind(said(sentence, sentence), places=_places(found), problem=found, document=text)


def _places(problem: dict[str, Any]) -> list[tuple[str, str]]:
    errors = problem.get("errors") or ()
    return [(str(each.get("pointer")), str(each.get("message"))) for each in errors]


def _stranger(status: int) -> Trouble:
    """A proxy's page, a wrong address: not in our words."""
    kind = Unwell if status == 429 or status >= 500 else Unreachable
    return kind(
        said(
            f"Câu trả lời ({status}) không phải của hosopay: hãy kiểm tra địa chỉ API.",
            f"The answer ({status}) is not hosopay's: check the address of the API.",
        )
    )
