"""Booking and answering are two decisions: what each fact leaves behind, and what is answered."""

from chalicelib.domain.agency import MerchantRef
from chalicelib.domain.order import Order, OrderState
from chalicelib.domain.suspense import Suspense
from chalicelib.ports.provider import Provider, Verdict
from chalicelib.usecases.take_notification import take_notification
from tests.builders import CODE, a_bill, filed
from tests.fakes import FakeSecrets, FakeWorld, a_world
from tests.providers.contract.cases import FactRow, Folder, raw
from tests.providers.contract.replay import order
from tests.usecases.scenes import the_bill


def _met(fact: FactRow, cases: Folder, provider: Provider) -> tuple[Order, ...]:
    """The order that the notification meets."""
    given = order(cases.setting.order, provider).model_copy(update={"dossier_code": CODE})
    match fact.order:
        case "missing":
            return ()
        case "of another merchant":
            other = MerchantRef(provider=provider.name, merchant_id="ANOTHER1")
            changes: dict[str, object] = {"merchant": other, "state": OrderState.PENDING}
        case state:
            changes = {"state": OrderState(state)}
    return (given.model_copy(update=changes),)


def _scene(fact: FactRow, cases: Folder, provider: Provider) -> FakeWorld:
    met = _met(fact, cases, provider)
    scene = filed(bill=a_bill(cases.setting.order.amount))
    merchant = cases.setting.order.merchant_id
    secrets = FakeSecrets(**{merchant: (cases.setting.credentials,)})
    return a_world(*scene.entities, *met, provider=provider, secrets=secrets)


def test_a_fact_is_booked_and_answered(provider: Provider, cases: Folder, fact: FactRow) -> None:
    world = _scene(fact, cases, provider)
    case = cases.notifications[fact.notification]
    call = case.inbound({**case.fields, **fact.changes})
    told = take_notification(world, provider.name, call)
    wanted = cases.acknowledgements.verdicts[fact.verdict]
    assert (told.status, told.body) == (wanted.status, raw(wanted.body))
    assert the_bill(world).paid == fact.paid
    assert sum(each.statement.amount for each in world.store.all(Suspense)) == fact.suspense
    if fact.verdict in (Verdict.UNVERIFIED, Verdict.MALFORMED):
        assert not world.commits.done


def test_every_verdict_has_a_fact(cases: Folder) -> None:
    assert {fact.verdict for fact in cases.acknowledgements.facts} == set(Verdict)


def test_a_fact_that_comes_again_changes_nothing(
    provider: Provider, cases: Folder, fact: FactRow
) -> None:
    world = _scene(fact, cases, provider)
    case = cases.notifications[fact.notification]
    call = case.inbound({**case.fields, **fact.changes})
    for _ in range(3):
        take_notification(world, provider.name, call)
    assert the_bill(world).paid == fact.paid
    assert sum(each.statement.amount for each in world.store.all(Suspense)) == fact.suspense
