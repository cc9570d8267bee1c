"""Words of others made harmless for a terminal."""

import unicodedata

SHOWN = "\N{REPLACEMENT CHARACTER}"
DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They turn the order of what follows, in other people's columns too."""

UNSEEN = frozenset({"Cc", "Cs"})
"""Commands to the terminal, and halves of letters, which no terminal can be sent."""


def plain(text: str) -> str:
    """`text` on one line, without anything that a terminal would obey."""
    return "".join(_letter(letter) for letter in text)


def _letter(letter: str) -> str:
    if letter in "\r\n\t\u2028\u2029":
        return " "
    return SHOWN if letter in DIRECTIONS or unicodedata.category(letter) in UNSEEN else letter
