"""The payment providers that hosopay speaks to: one line each."""

from collections.abc import Mapping
from types import MappingProxyType

from chalicelib.ports.provider import Provider
from chalicelib.providers.momo import MoMo
from chalicelib.providers.vnpay import VNPay

_ALL: tuple[Provider, ...] = (
    MoMo(),
    VNPay(),
)

PROVIDERS: Mapping[str, Provider] = MappingProxyType({each.name: each for each in _ALL})
