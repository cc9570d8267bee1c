"""The language of sentences for people; codes never change with it."""

from enum import StrEnum


class Language(StrEnum):
    """The two languages of the product; Vietnamese unless a caller prefers English."""

    VI = "vi"
    EN = "en"


def preferred(accept_language: str | None) -> Language:
    """The better liked of our languages in an Accept-Language header (RFC 9110, 12.5.4)."""
    liked: dict[Language, float] = {}
    for part in (accept_language or "").lower().split(","):
        tag, _, parameters = part.partition(";")
        language = tag.strip().partition("-")[0]
        if language in tuple(Language):
            quality = _quality(parameters)
            liked[Language(language)] = max(quality, liked.get(Language(language), 0.0))
    best = max(liked, key=lambda each: liked[each], default=Language.VI)
    return best if liked.get(best) else Language.VI


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
