"""The stream does what is owed at once, and nothing that has its time."""

from datetime import timedelta

import pytest

from chalicelib.domain.change import Entity
from chalicelib.entrypoints import stream
from chalicelib.storage.items import to_item
from tests.builders import MONDAY, filed
from tests.fakes import FakeWorld, a_world
from tests.usecases.scenes import a_pending_order, the_dossier


def followed(world: FakeWorld, entity: Entity, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setattr(stream, "world", lambda: world)
    record = {"eventName": "MODIFY", "dynamodb": {"NewImage": to_item(entity)}}
    return stream.follow_changes({"Records": [record]}, None)


def test_the_start_of_a_new_dossier_is_tried_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    world = a_world(*filed().entities)
    assert followed(world, the_dossier(world), monkeypatch) == {"records": 1, "tried": 1}
    assert len(world.workflow.started) == 1


def test_a_provider_is_never_asked_however_late_a_record_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The stream has no right to read a merchant's secret."""
    order = a_pending_order(due_at=MONDAY - timedelta(hours=1))
    world = a_world(order)
    assert followed(world, order, monkeypatch) == {"records": 1, "tried": 0}
    assert world.transport.sent == []
