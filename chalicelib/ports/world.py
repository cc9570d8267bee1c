"""Everything that a use case may ask of the world, in one value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chalicelib.ports.callbacks import Callbacks
from chalicelib.ports.catalogue import Catalogue
from chalicelib.ports.clock import Clock, Ids
from chalicelib.ports.commits import Commits
from chalicelib.ports.debts import Debts
from chalicelib.ports.dossiers import Dossiers
from chalicelib.ports.orders import Orders
from chalicelib.ports.provider import Provider, Urls
from chalicelib.ports.secrets import Secrets
from chalicelib.ports.transport import Transport
from chalicelib.ports.waits import Waits
from chalicelib.ports.workflow import Workflow


@dataclass(frozen=True, slots=True)
class World:
    """One adapter per role; `urls` says where a provider is and where it reaches us.

    `code_version` names the code that runs, as it was deployed.
    """

    clock: Clock
    ids: Ids
    commits: Commits
    dossiers: Dossiers
    orders: Orders
    catalogue: Catalogue
    debts: Debts
    waits: Waits
    workflow: Workflow
    secrets: Secrets
    transport: Transport
    callbacks: Callbacks
    providers: Mapping[str, Provider]
    urls: Callable[[str], Urls]
    public_url: str
    code_version: str
