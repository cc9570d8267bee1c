"""Every recorded exchange: the request to the byte, and what the answer means."""

from chalicelib.domain.statement import Statement
from chalicelib.ports.provider import Answer, Provider, Request
from tests.providers.contract.cases import ExchangeCase, Folder, raw
from tests.providers.contract.replay import exchange, meaning, replay


def test_an_exchange_is_as_recorded(
    provider: Provider, cases: Folder, exchange_case: ExchangeCase
) -> None:
    answers = [Answer(step.answer.status, raw(step.answer.body)) for step in exchange_case.steps]
    requests, result = replay(exchange(provider, cases.setting, exchange_case), answers)
    wanted = [step.request for step in exchange_case.steps]
    assert requests == [Request(w.method, w.url, w.headers, raw(w.body)) for w in wanted]
    expected = dict(exchange_case.meaning)
    if "statement" in expected:
        expected["statement"] = Statement.model_validate(expected["statement"])
    assert meaning(result) == expected


def test_every_kind_of_answer_was_recorded(cases: Folder) -> None:
    for call, kinds in {
        "open": {"opened", "declined", "unclear"},
        "query": {"statement", "not_found", "unclear"},
    }.items():
        met = {
            kind for each in cases.exchanges.values() if each.call == call for kind in each.meaning
        }
        assert met == kinds
