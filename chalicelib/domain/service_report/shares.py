"""Shares and averages of a service report, each with its denominator."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from chalicelib.domain.service_report.figures import Figure
from chalicelib.domain.share import Share, share

_F = Figure

SHARES: Final[Mapping[str, tuple[tuple[Figure, ...], Figure]]] = MappingProxyType(
    {
        "early_or_on_time": ((_F.RESOLVED_EARLY, _F.RESOLVED_ON_TIME), _F.RESOLVED),
        "late": ((_F.RESOLVED_LATE,), _F.RESOLVED),
        "online": ((_F.RECEIVED_ONLINE,), _F.RECEIVED_NEW),
        "in_term": ((_F.IN_PROGRESS_IN_TERM,), _F.IN_PROGRESS),
    }
)
"""Each share, what is added up for it, and its denominator."""


def shares_of(figures: Mapping[Figure, int]) -> dict[str, Share]:
    """All shares of a row."""
    return {
        name: share(sum(figures[part] for part in parts), figures[of], of)
        for name, (parts, of) in SHARES.items()
    }


def two_places(number: Fraction) -> str:
    """A number that is not negative, with two decimals, half up; exact before that."""
    hundredths = (number * 100 + Fraction(1, 2)).__floor__()
    return f"{hundredths // 100}.{hundredths % 100:02d}"
