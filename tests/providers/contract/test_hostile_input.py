"""Whatever arrives, a provider says Malformed, believes nothing, and never breaks."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.statement import Statement
from chalicelib.ports.provider import Answer, Inbound, Malformed, Opened
from chalicelib.providers.registry import PROVIDERS
from tests.providers.contract.cases import ExchangeCase, Folder, folder, raw
from tests.providers.contract.hostile import any_body, any_text, spoiled
from tests.providers.contract.replay import exchange, replay

unhurried = settings(deadline=None)
"""A busy machine is not a defect of a provider."""

names = st.sampled_from(sorted(PROVIDERS))
calls = st.builds(
    Inbound,
    st.sampled_from(("GET", "POST", "PUT")),
    any_body,
    st.dictionaries(any_text, any_text, max_size=4),
)


def _asking(name: str, data: st.DataObject) -> ExchangeCase:
    """One of the recorded exchanges in which the provider is asked something."""
    cases = [case for case in folder(name).exchanges.values() if case.steps]
    return data.draw(st.sampled_from(cases))


def _read(name: str, call: Inbound) -> Statement | None:
    provider = PROVIDERS[name]
    with suppress(Malformed):
        provider.claim(call)
        return provider.read(call, (folder(name).setting.credentials,))
    return None


@unhurried
@given(names, calls)
def test_an_arbitrary_call_states_nothing(name: str, call: Inbound) -> None:
    assert _read(name, call) is None


@unhurried
@given(names, st.data())
def test_a_spoiled_notification_states_what_was_signed_or_nothing(
    name: str, data: st.DataObject
) -> None:
    case = data.draw(st.sampled_from([*folder(name).notifications.values()]))
    if case.call.query:
        key = data.draw(st.sampled_from(sorted(case.fields)))
        call = case.inbound({**case.fields, key: data.draw(any_text)})
    else:
        call = Inbound(case.call.method, data.draw(spoiled(case.fields)))
    assert _read(name, call) in (None, case.meaning)


def _about_ours(cases: Folder, result: object) -> bool:
    order = cases.setting.order
    if not isinstance(result, Statement):
        return True
    return (result.order_id, result.merchant_id) == (order.order_id, order.merchant_id)


@unhurried
@given(names, st.integers(100, 599), any_body, st.data())
def test_an_arbitrary_answer_settles_nothing(
    name: str, status: int, body: bytes, data: st.DataObject
) -> None:
    cases = folder(name)
    case = _asking(name, data)
    answers = [Answer(status, body)] * len(case.steps)
    _, result = replay(exchange(PROVIDERS[name], cases.setting, case), answers)
    assert not isinstance(result, Opened | Statement)


@unhurried
@given(names, st.data())
def test_a_spoiled_answer_never_speaks_of_another_order(name: str, data: st.DataObject) -> None:
    cases = folder(name)
    case = _asking(name, data)
    *before, last = case.steps
    answers = [Answer(step.answer.status, raw(step.answer.body)) for step in before]
    if isinstance(last.answer.body, dict):
        answers.append(Answer(last.answer.status, data.draw(spoiled(last.answer.body))))
    else:
        answers.append(Answer(last.answer.status, data.draw(any_body)))
    _, result = replay(exchange(PROVIDERS[name], cases.setting, case), answers)
    assert _about_ours(cases, result)
