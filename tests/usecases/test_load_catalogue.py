"""A catalogue file is put in place; what did not change stays as it is."""

from chalicelib.domain.agency import Agency
from chalicelib.domain.catalogue_file import CatalogueFile
from chalicelib.domain.change import Replace, change
from chalicelib.domain.entry import Edition
from chalicelib.domain.procedure import Procedure
from chalicelib.usecases.load_catalogue import load_catalogue
from tests.builders import (
    DISTRICT,
    MONDAY,
    PAID_PROCEDURE,
    PROVINCE,
    a_merchant,
    a_procedure,
    an_agency,
    an_offering,
)
from tests.fakes import FakeCatalogue, FakeCommits, FakeStore

FILE = CatalogueFile(
    agencies=(an_agency(), an_agency(PROVINCE)),
    merchants=(a_merchant(),),
    procedures=(a_procedure(),),
    offerings=(an_offering(),),
)


def loaded(store: FakeStore, file: CatalogueFile) -> int:
    return load_catalogue(FakeCommits(store), FakeCatalogue(store), file)


def test_everything_in_the_file_is_written_once() -> None:
    store = FakeStore()
    assert loaded(store, FILE) == 5
    assert loaded(store, FILE) == 0
    assert len(store.items) == 6, "and the merchant id belongs to its agency"


def test_what_differs_becomes_the_next_version() -> None:
    store = FakeStore()
    loaded(store, FILE)
    changed = FILE.model_copy(update={"procedures": (a_procedure(payment_days=5),)})
    assert loaded(store, changed) == 1
    assert loaded(store, changed) == 0
    found = store.find(Procedure, "procedures", PAID_PROCEDURE, "CURRENT")
    assert found
    assert (found.version, found.payment_days) == (2, 5)


def test_an_offering_that_differs_becomes_its_next_version() -> None:
    store = FakeStore()
    loaded(store, FILE)
    changed = FILE.model_copy(update={"offerings": (an_offering(level="partial"),)})
    assert [loaded(store, changed), loaded(store, changed)] == [1, 0]
    found = FakeCatalogue(store).offering(DISTRICT, PAID_PROCEDURE)
    assert found
    assert (found.version, found.level) == (2, "partial")


def test_a_child_s_own_account_is_not_taken_for_its_parent_s() -> None:
    store = FakeStore()
    loaded(store, FILE)
    own = a_merchant(agency_code=DISTRICT, merchant_id="DISTRICT")
    assert loaded(store, FILE.model_copy(update={"merchants": (own,)})) == 1
    assert ("procedures", PROVINCE, "MERCHANT#fakepay") in store.items


def test_what_the_file_does_not_name_is_left_alone() -> None:
    store = FakeStore()
    loaded(store, FILE)
    assert loaded(store, CatalogueFile()) == 0
    assert len(store.all(Agency)) == 2


def test_what_somebody_edited_stays_theirs() -> None:
    store = FakeStore()
    loaded(store, FILE)
    made = Edition(by="an", at=MONDAY, reason="shorter")
    theirs = a_procedure(version=2, payment_days=3, edition=made)
    FakeCommits(store).commit(change(Replace(theirs, "moved")))
    assert loaded(store, FILE) == 0
    found = store.find(Procedure, "procedures", PAID_PROCEDURE, "CURRENT")
    assert found == theirs


def test_a_successor_that_the_file_does_not_know_stays_one() -> None:
    store = FakeStore()
    loaded(store, FILE)
    merged = an_agency(version=2, replaced_by=("H32.99",))
    FakeCommits(store).commit(change(Replace(merged, "moved")))
    assert loaded(store, FILE) == 0
    successor = an_agency("H32.13", replaces=(DISTRICT,))
    grown = FILE.model_copy(update={"agencies": (*FILE.agencies, successor)})
    assert loaded(store, grown) == 2
    found = store.find(Agency, "procedures", DISTRICT, "AGENCY")
    assert found
    assert found.replaced_by == ("H32.99", "H32.13")


def test_who_waits_is_told_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    store = FakeStore()
    load_catalogue(FakeCommits(store), FakeCatalogue(store), FILE, lambda *how: told.append(how))
    assert told == [(number, 5) for number in range(1, 6)]
