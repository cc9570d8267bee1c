"""Comparing granted rights with observed calls."""

import json
from pathlib import Path

from local.rights import Right, compare, observed_calls

TABLE = "arn:aws:dynamodb:ap-southeast-1:123456789012:table/Dossiers"
GET = Right("OpenTaskRole", "dynamodb:GetItem", TABLE)
PUT = Right("OpenTaskRole", "dynamodb:PutItem", TABLE)
ANY_SECRET = Right("RunDueRole", "secretsmanager:GetSecretValue", "arn:secret:hosopay-local/*")
ONE_SECRET = Right("RunDueRole", "secretsmanager:GetSecretValue", "arn:secret:hosopay-local/momo/M")


def test_a_right_that_is_used_is_in_order() -> None:
    found = compare([GET, ANY_SECRET], [(GET, True), (ONE_SECRET, True)])
    assert (found.refused, found.never_used) == ((), ())


def test_a_right_that_nobody_used_is_named() -> None:
    assert compare([GET, PUT], [(GET, True)]).never_used == (PUT,)


def test_another_roles_call_does_not_justify_a_right() -> None:
    other = Right("RunDueRole", GET.action, GET.resource)
    assert compare([GET], [(other, True)]).never_used == (GET,)


def test_a_refused_call_is_named_and_justifies_nothing() -> None:
    found = compare([GET], [(PUT, False)])
    assert (found.refused, found.never_used) == ((PUT,), (GET,))


def test_a_refusal_of_the_past_is_forgiven_once_the_right_is_there() -> None:
    assert compare([GET], [(GET, False), (GET, True)]).refused == ()


def test_what_the_local_cloud_does_by_itself_is_not_asked_for() -> None:
    logs = Right("OpenTaskRole", "logs:PutLogEvents", "*")
    stream = Right("FollowChangesRole", "dynamodb:GetRecords", f"{TABLE}/stream/1")
    assert compare([logs, stream], []).never_used == ()


def test_calls_are_read_for_the_roles_of_the_stack_only(tmp_path: Path) -> None:
    path = tmp_path / "calls.jsonl"
    mine = {"role": "physical", "action": GET.action, "resource": TABLE, "allowed": True}
    path.write_text("".join(json.dumps(one) + "\n" for one in (mine, {**mine, "role": "other"})))
    assert list(observed_calls(path, {"OpenTaskRole": "physical"})) == [(GET, True)]
