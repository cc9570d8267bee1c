"""Every recorded exchange: the request to the byte, and what the answer means."""

from chalicelib.domain.statement import Statement
from chalicelib.ports.provider import Provider, Request
from tests.providers.contract.cases import ExchangeCase, Folder, raw
from tests.providers.contract.replay import exchange, meaning, recorded, replay


def test_an_exchange_is_as_recorded(
    provider: Provider, cases: Folder, exchange_case: ExchangeCase
) -> None:
    talk = exchange(provider, cases.setting, exchange_case)
    requests, result = replay(talk, recorded(exchange_case))
    wanted = [step.request for step in exchange_case.steps]
    assert requests == [Request(w.method, w.url, w.headers, raw(w.body)) for w in wanted]
    expected = dict(exchange_case.meaning)
    if "statement" in expected:
        expected["statement"] = Statement.model_validate(expected["statement"])
    assert meaning(result) == expected


def test_every_kind_of_answer_was_recorded(cases: Folder) -> None:
    opening = [each for each in cases.exchanges.values() if each.call == "open"]
    asked = any(each.steps for each in opening)
    for call, kinds in {
        "open": {"opened", "declined", "unclear"} if asked else {"opened"},
        "query": {"statement", "not_found", "unclear"},
    }.items():
        met = {
            kind for each in cases.exchanges.values() if each.call == call for kind in each.meaning
        }
        assert met == kinds
