"""What the fake store and DynamoDB have in common."""

from dataclasses import dataclass

from chalicelib.domain.change import Entity, Insert, Mutable, Replace, change
from chalicelib.ports.commits import Commits
from chalicelib.ports.debts import Debts
from chalicelib.ports.dossiers import Dossiers
from chalicelib.ports.orders import Orders
from chalicelib.storage.commits import DynamoCommits
from chalicelib.storage.debts import DynamoDebts
from chalicelib.storage.dossiers import DynamoDossiers
from chalicelib.storage.orders import DynamoOrders
from chalicelib.storage.tables import Tables
from tests.fakes import FakeCommits, FakeDebts, FakeDossiers, FakeOrders, FakeStore


@dataclass(frozen=True, slots=True)
class Store:
    """The ports that read and write dossiers and orders."""

    commits: Commits
    dossiers: Dossiers
    orders: Orders
    debts: Debts

    def put(self, *entities: Entity) -> None:
        """What a test finds there."""
        self.commits.commit(change(*(Insert(entity, "given") for entity in entities)))

    def change(self, *entities: Mutable) -> None:
        """What somebody else makes of it."""
        self.commits.commit(change(*(Replace(entity, "moved") for entity in entities)))


def fake_store() -> Store:
    items = FakeStore()
    return Store(FakeCommits(items), FakeDossiers(items), FakeOrders(items), FakeDebts(items))


def dynamo_store(tables: Tables) -> Store:
    return Store(
        DynamoCommits(tables), DynamoDossiers(tables), DynamoOrders(tables), DynamoDebts(tables)
    )
