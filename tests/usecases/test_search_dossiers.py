"""An applicant's dossiers are found by the id number, which no record but their own holds."""

import pytest

from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import Transient
from chalicelib.usecases.search_dossiers import search_dossiers
from chalicelib.usecases.submit_dossier import submit_dossier
from tests.builders import PROVINCE, STRANGER, a_caller, a_filing, a_once
from tests.fakes import FakeWorld, a_world

NUMBER = "001099000001"


def file(world: FakeWorld, number: str | None = NUMBER, key: str = "k") -> Dossier:
    applicant = {"full_name": "Nguyễn Văn A", "id_number": number}
    return submit_dossier(world, a_filing(applicant=applicant), a_caller(), a_once(key))[0]


def found(world: FakeWorld, number: str = NUMBER, *agencies: str) -> list[str]:
    page = search_dossiers(world, a_caller(*agencies), number, limit=20, cursor=None)
    return [dossier.code for dossier in page.items]


def test_what_was_filed_with_a_number_is_found_by_it() -> None:
    world = a_world()
    mine, _, another = file(world), file(world, None, "2"), file(world, "001099000002", "3")
    assert found(world) == found(world, "001 099 000 001") == [mine.code]
    assert found(world, "001099000002") == [another.code]
    assert found(world, "001099000003") == found(world, "---") == []


def test_only_at_the_caller_s_agencies() -> None:
    world = a_world()
    code = file(world).code
    assert found(world, NUMBER, PROVINCE) == [code]
    assert found(world, NUMBER, STRANGER) == []


def test_after_a_rotation_old_and_new_dossiers_are_found() -> None:
    world = a_world()
    old = file(world)
    world.secrets.keys[2] = b"2" * 32
    new = file(world, key="another")
    assert found(world) == [new.code, old.code]
    assert [str(one.applicant_digest)[:2] for one in (old, new)] == ["1#", "2#"]


def test_the_number_stands_in_the_applicant_and_nowhere_else() -> None:
    world = a_world()
    dossier = file(world)
    rest = dossier.model_copy(update={"applicant": None})
    others = [entity for entity in world.store.items.values() if entity != dossier]
    assert NUMBER not in repr([rest, *others])


def test_without_a_key_a_number_cannot_be_filed_and_nothing_is_written() -> None:
    world = a_world()
    world.secrets.keys.clear()
    before = dict(world.store.items)
    with pytest.raises(Transient):
        file(world)
    assert (world.store.items, world.store.sequences) == (before, {})
    assert file(world, None).applicant_digest is None


def test_a_replay_needs_no_key() -> None:
    world = a_world()
    filed = file(world)
    world.secrets.keys.clear()
    assert file(world) == filed


def test_without_a_key_nobody_is_found_and_nobody_is_told_otherwise() -> None:
    world = a_world()
    file(world)
    world.secrets.keys.clear()
    with pytest.raises(Transient):
        found(world)
