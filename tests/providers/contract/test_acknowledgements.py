"""Every verdict has its answer, in the provider's own words."""

from chalicelib.ports.provider import Provider, Verdict
from tests.providers.contract.cases import Folder, raw


def test_each_verdict_is_answered_as_recorded(provider: Provider, cases: Folder) -> None:
    wanted = cases.acknowledgements.verdicts
    assert set(wanted) == set(Verdict)
    for verdict, acknowledgement in wanted.items():
        given = provider.acknowledge(verdict)
        assert (given.status, given.body) == (acknowledgement.status, raw(acknowledgement.body))


def test_money_that_was_kept_is_not_sent_again(provider: Provider) -> None:
    kept = (Verdict.BOOKED, Verdict.ALREADY_BOOKED, Verdict.NOTED, Verdict.UNKNOWN_ORDER)
    assert {provider.acknowledge(verdict).status // 100 for verdict in kept} == {2}
