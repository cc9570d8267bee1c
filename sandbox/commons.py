"""What every provider's part of the sandbox shares."""

from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.courier import Courier
from sandbox.deliveries import Deliveries
from sandbox.journal import Journal
from sandbox.store import Store


@dataclass(frozen=True)
class Commons:
    store: Store
    journal: Journal
    deliveries: Deliveries
    courier: Courier
    base_url: str
    now: Clock
