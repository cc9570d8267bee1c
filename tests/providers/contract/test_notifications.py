"""Every recorded notification: what it states, and that nothing else can be made of it."""

import pytest

from chalicelib.domain.statement import Verification
from chalicelib.ports.provider import Claim, Malformed, Provider
from tests.providers.contract.cases import Folder, NotificationCase
from tests.providers.contract.tampering import flipped, replacements, without


def test_it_states_what_was_recorded(
    provider: Provider, cases: Folder, notification_case: NotificationCase
) -> None:
    call, meant = notification_case.inbound(), notification_case.meaning
    assert provider.claim(call) == Claim(meant.order_id, meant.merchant_id)
    assert provider.read(call, (cases.setting.credentials,)) == meant
    assert meant.verified_by is Verification.SIGNATURE


def test_each_secret_of_a_rotation_is_accepted_and_no_other(
    provider: Provider, cases: Folder, notification_case: NotificationCase
) -> None:
    ours, others = cases.setting.credentials, cases.setting.other_credentials
    call, meant = notification_case.inbound(), notification_case.meaning
    assert provider.read(call, (others, ours)) == meant
    assert provider.read(call, (ours, others)) == meant
    assert provider.read(call, (others,)) is None
    assert provider.read(call, ()) is None


def test_every_field_is_known_as_signed_or_as_not_signed(cases: Folder) -> None:
    for case in cases.notifications.values():
        assert sorted([*case.signed, *case.unsigned]) == sorted(case.fields)
        assert set(case.optional) < set(case.signed)


def test_a_signed_field_cannot_be_changed(
    provider: Provider, cases: Folder, notification_case: NotificationCase
) -> None:
    fields = notification_case.fields
    for name in notification_case.signed:
        call = notification_case.inbound({**fields, name: flipped(fields[name])})
        assert provider.read(call, (cases.setting.credentials,)) is None, name


def test_a_signed_field_cannot_be_left_out(
    provider: Provider, cases: Folder, notification_case: NotificationCase
) -> None:
    for name in notification_case.signed:
        call = notification_case.inbound(without(name, notification_case.fields))
        if name in notification_case.optional:
            assert provider.read(call, (cases.setting.credentials,)) is None, name
            continue
        with pytest.raises(Malformed):
            provider.read(call, (cases.setting.credentials,))


def test_a_field_that_is_not_signed_changes_nothing(
    provider: Provider, cases: Folder, notification_case: NotificationCase
) -> None:
    fields = notification_case.fields
    for name in notification_case.unsigned:
        for changed in (without(name, fields), *replacements(name, fields)):
            call = notification_case.inbound(changed)
            stated = provider.read(call, (cases.setting.credentials,))
            assert stated == notification_case.meaning, name


def test_another_amount_than_the_orders_is_stated_as_received(
    provider: Provider, cases: Folder
) -> None:
    ordered = cases.setting.order.amount
    others = [case for case in cases.notifications.values() if case.meaning.amount != ordered]
    assert others
    for case in others:
        stated = provider.read(case.inbound(), (cases.setting.credentials,))
        assert stated is not None
        assert stated.amount == case.meaning.amount


def test_the_same_fact_has_the_same_identity_through_every_door(
    provider: Provider, cases: Folder
) -> None:
    told = [case.meaning for case in cases.notifications.values()]
    asked = [
        case.meaning["statement"]
        for case in cases.exchanges.values()
        if "statement" in case.meaning
    ]
    facts = {(each.order_id, str(each.outcome)): each.identity for each in told}
    assert {each["outcome"] for each in asked} & {outcome for _, outcome in facts}
    for each in asked:
        same = facts.get((each["order_id"], each["outcome"]), each["identity"])
        assert each["identity"] == same
    assert len(set(facts.values())) == len(facts)
    assert all(identity.startswith(f"{provider.name}:") for identity in facts.values())
