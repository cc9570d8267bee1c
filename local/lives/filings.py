"""What is filed: one procedure of the shipped catalogue for each moment at which money is asked."""

from dataclasses import dataclass
from random import Random
from typing import Any

from local.demo import FILING

CENTRE, WARD = "H32.12", "H32.50.01"


@dataclass(frozen=True)
class Filed:
    """A procedure by the timing of its fee; `wallet`: whether its fee can be paid online."""

    timing: str
    procedure: str
    agency: str
    wallet: bool = False
    channel: str = "online"
    quantities: tuple[tuple[str, int], ...] = ()

    def body(self, *, electronic: bool, reference: str) -> dict[str, Any]:
        """What a portal sends."""
        return {
            "procedure_code": self.procedure,
            "agency_code": self.agency,
            "channel": self.channel,
            "applicant": FILING["applicant"],
            "result_delivery": {"method": "electronic" if electronic else "counter"},
            "quantities": dict(self.quantities),
            "portal_reference": reference,
        }


FILINGS = (
    Filed("none", "2.000004", CENTRE),
    Filed("with_filing", "3.000347", CENTRE, wallet=True),
    Filed("at_intake", "1.004756", CENTRE, wallet=True),
    Filed("after_validity_check", "1.004222", WARD, wallet=True),
    Filed("before_result", "3.000340", CENTRE, wallet=True),
    Filed("on_result", "2.000884", WARD, channel="direct", quantities=(("certifications", 3),)),
    Filed("assessed", "1.013978", WARD),
)

OFFERED_HERE = {
    "level": "partial",
    "payable_online": True,
    "methods": ["momo_wallet"],
    "version": 0,
    "reason": "random lives of dossiers",
}
"""The province as shipped does not offer the procedure whose fee is paid before the result."""


def pick(random: Random) -> Filed:
    """Any of them."""
    return random.choice(FILINGS)
