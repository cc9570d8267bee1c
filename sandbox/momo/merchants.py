"""The merchants known to the sandbox: the test credentials that MoMo prints in its public samples."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class Merchant:
    partner_code: str
    access_key: str
    secret_key: str = field(repr=False)


PUBLIC_TEST_MERCHANTS: Mapping[str, Merchant] = MappingProxyType(
    {
        merchant.partner_code: merchant
        for merchant in (
            Merchant("MOMO", "F8BBA842ECF85", "K951B6PE1waDMi640xX08PD3vg6EkVlz"),
            Merchant("MOMOBKUN20180529", "klm05TvNBzhg7h7j", "at67qH6mk8w5Y1nAyMoYKMWACiEi2bsa"),
            Merchant("MOMOLRJZ20181206", "mTCKt9W3eU1m39TW", "SetA5RDnLHvt51AULf51DyauxUo3kDU6"),
        )
    }
)
