"""A provider tells us something: verified first, kept as it came, booked, acknowledged."""

from chalicelib.domain.errors import NotFound
from chalicelib.domain.statement import Statement
from chalicelib.ports.provider import Inbound, Malformed, Outbound, Provider, Verdict
from chalicelib.ports.world import World
from chalicelib.usecases.book_statement import book_statement


def take_notification(world: World, provider_name: str, call: Inbound) -> Outbound:
    """The answer in the provider's own words. What fails verification changes nothing.

    Raises NotFound for a provider that we do not have.
    """
    provider = world.providers.get(provider_name)
    if provider is None:
        raise NotFound("provider_not_found", provider=provider_name)
    statement = verified(world, provider, call)
    keep(world, provider, call, statement)
    if isinstance(statement, Verdict):
        return provider.acknowledge(statement)
    return provider.acknowledge(book_statement(world, statement))


def verified(world: World, provider: Provider, call: Inbound) -> Statement | Verdict:
    """The statement if one of the merchant's secrets verifies it; else why it is refused."""
    try:
        claim = provider.claim(call)
        credentials = world.secrets.credentials(provider.name, claim.merchant_id)
        return provider.read(call, credentials) or Verdict.UNVERIFIED
    except Malformed:
        return Verdict.MALFORMED


def keep(world: World, provider: Provider, call: Inbound, statement: Statement | Verdict) -> None:
    """Keep the call as evidence. Only what is verified may carry the key of an order."""
    facts = (
        {"verdict": "verified", "order_id": statement.order_id, "outcome": statement.outcome.value}
        if isinstance(statement, Statement)
        else {"verdict": statement.value, "order_id": None, "outcome": None}
    )
    world.callbacks.keep(
        provider=provider.name,
        at=world.clock.now(),
        body=call.body,
        verdict=str(facts["verdict"]),
        order_id=facts["order_id"],
        outcome=facts["outcome"],
    )
