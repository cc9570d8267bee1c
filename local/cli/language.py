"""In which language the tool speaks, and asks the stage to speak."""

from collections.abc import Mapping
from enum import StrEnum

from chalicelib.domain.value import Named

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""In the order in which POSIX asks them."""


class Language(StrEnum):
    """The two languages of the product."""

    VI = "vi"
    EN = "en"


def spoken(environment: Mapping[str, str]) -> Language:
    """Vietnamese where the terminal is Vietnamese, and English everywhere else."""
    locale = next((environment[name] for name in VARIABLES if environment.get(name)), "")
    return Language.VI if locale.lower().startswith("vi") else Language.EN


def said(vi: str, en: str) -> Named:
    """A sentence in both languages; what it names may be no text, like a file's strange name."""
    return Named(vi=_whole(vi), en=_whole(en))


def _whole(text: str) -> str:
    return text.encode(errors="replace").decode()


def number_of(count: int, one: str, many: str) -> str:
    """`1 error`, `2 errors`; Vietnamese nouns do not change."""
    return f"{count} {one if count == 1 else many}"


def heard(sentence: Named, language: Language) -> str:
    """A sentence in one language."""
    return sentence.vi if language is Language.VI else sentence.en
