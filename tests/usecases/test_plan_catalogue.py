"""A dry run says of each entry whether it is new, changed, and in what, or the same."""

from chalicelib.domain.catalogue_file import CatalogueFile
from chalicelib.domain.entry import Edition
from chalicelib.usecases.load_catalogue import load_catalogue
from chalicelib.usecases.plan_catalogue import Standing, plan
from tests.builders import (
    DISTRICT,
    MONDAY,
    PROVINCE,
    a_fee_line,
    a_merchant,
    a_procedure,
    an_agency,
    an_offering,
)
from tests.fakes import FakeCatalogue, FakeCommits, FakeStore

FILE = CatalogueFile(
    agencies=(an_agency(PROVINCE), an_agency()),
    merchants=(a_merchant(),),
    procedures=(a_procedure(),),
    offerings=(an_offering(),),
)


def standings(store: FakeStore, file: CatalogueFile) -> list[tuple[Standing, tuple[str, ...]]]:
    return [(each.standing, each.fields) for each in plan(FakeCatalogue(store), file)]


def test_on_an_empty_stage_everything_is_new_and_nothing_is_written() -> None:
    store = FakeStore()
    assert standings(store, FILE) == [(Standing.NEW, ())] * 5
    assert not store.items


def test_what_differs_is_named_and_the_rest_is_the_same() -> None:
    store = FakeStore()
    load_catalogue(FakeCommits(store), FakeCatalogue(store), FILE)
    dearer = a_procedure(fee_lines=(a_fee_line(amount=1_000),), payment_days=3)
    changed = FILE.model_copy(update={"procedures": (dearer,)})
    assert standings(store, FILE) == [(Standing.SAME, ())] * 5
    assert standings(store, changed)[3] == (Standing.CHANGED, ("fee_lines", "payment_days"))


def test_who_edited_last_and_in_which_version_is_no_difference() -> None:
    made = Edition(by="an", at=MONDAY, reason="x")
    store = FakeStore(an_agency(version=7, edition=made, replaced_by=("H32.9",)))
    file = CatalogueFile(agencies=(an_agency(),))
    (found,) = plan(FakeCatalogue(store), file)
    assert found.standing is Standing.SAME
    assert found.current
    assert found.current.version == 7


def test_a_child_s_account_is_new_though_its_parent_has_one() -> None:
    store = FakeStore(an_agency(PROVINCE), an_agency(), a_merchant())
    own = CatalogueFile(merchants=(a_merchant(agency_code=DISTRICT, merchant_id="OWN"),))
    assert standings(store, own) == [(Standing.NEW, ())]
