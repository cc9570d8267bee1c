"""The merchants known to the sandbox. VNPAY publishes no test secret: these are invented here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class Merchant:
    tmn_code: str
    hash_secret: str = field(repr=False)


DEMO_MERCHANTS: Mapping[str, Merchant] = MappingProxyType(
    {
        merchant.tmn_code: merchant
        for merchant in (
            Merchant("HOSOPAY1", "SANDBOXSECRETOFHOSOPAYDEMO000001"),
            Merchant("HOSOPAY2", "SANDBOXSECRETOFHOSOPAYDEMO000002"),
        )
    }
)
