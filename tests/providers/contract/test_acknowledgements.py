"""Every verdict has its answer, in the provider's own words."""

from chalicelib.ports.provider import Provider, Verdict
from tests.providers.contract.cases import Folder, raw


def test_each_verdict_is_answered_as_recorded(provider: Provider, cases: Folder) -> None:
    wanted = cases.acknowledgements.verdicts
    assert set(wanted) == set(Verdict)
    for verdict, acknowledgement in wanted.items():
        given = provider.acknowledge(verdict)
        assert (given.status, given.body) == (acknowledgement.status, raw(acknowledgement.body))


def test_what_was_kept_was_delivered(provider: Provider) -> None:
    """As far as HTTP tells; a code in the body may still ask for another delivery."""
    kept = (Verdict.BOOKED, Verdict.ALREADY_BOOKED, Verdict.NOTED, Verdict.UNKNOWN_ORDER)
    assert {provider.acknowledge(verdict).status // 100 for verdict in kept} == {2}
