"""The served description against the running API, and a client that is generated from it."""

from local.contract.__main__ import contract, parsed
from local.contract.report import report, troubles
from tests.e2e.stage import Stage

CALLS = 300


BRIEFLY = ("--brief", "--examples", "6", "--seed", "1")


def test_generated_calls_find_nothing_that_the_description_does_not_say(stage: Stage) -> None:
    """A few hundred; `make contract` makes thousands."""
    told, labels = contract(stage.settings, parsed([*BRIEFLY, "--calls", str(CALLS)]))
    assert not troubles(told), report(told, labels)
    assert told.calls >= CALLS
    reached = {label for label, status in told.answers if status < 300}
    assert len(reached) > 0.7 * len(labels), report(told, labels)


def test_a_generated_client_files_a_dossier_and_opens_an_order(stage: Stage) -> None:
    said = stage.make("client")
    assert "dossier filed" in said
    assert "momo_wallet" in said
    assert "refusal            dossier_not_found" in said
