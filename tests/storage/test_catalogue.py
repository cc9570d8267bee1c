"""The catalogue, and the cache that forgets."""

from chalicelib.domain.change import Entity, Insert, Replace, change
from chalicelib.storage.catalogue import FORGET_AFTER_SECONDS, DynamoCatalogue
from chalicelib.storage.commits import DynamoCommits
from chalicelib.storage.tables import Tables
from tests.builders import (
    DISTRICT,
    FREE_PROCEDURE,
    PAID_PROCEDURE,
    PROVINCE,
    STRANGER,
    a_free_procedure,
    a_merchant,
    a_procedure,
    an_agency,
    an_offering,
)


class Elapsed:
    """A stopwatch that tests move."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def a_catalogue(tables: Tables, *entities: Entity) -> tuple[DynamoCatalogue, Elapsed]:
    DynamoCommits(tables).commit(change(*(Insert(entity, "given") for entity in entities)))
    elapsed = Elapsed()
    return DynamoCatalogue(tables, elapsed), elapsed


def test_what_is_there_is_found_and_what_is_not_is_none(tables: Tables) -> None:
    catalogue, _ = a_catalogue(tables, a_procedure(), an_offering(), an_agency())
    assert catalogue.procedure(PAID_PROCEDURE) == a_procedure()
    assert catalogue.offering(DISTRICT, PAID_PROCEDURE) == an_offering()
    assert catalogue.agency(DISTRICT) == an_agency()
    assert catalogue.procedure("9") is None
    assert catalogue.offering(DISTRICT, "9") is None
    assert catalogue.agency("9") is None
    assert catalogue.merchant("9", "fakepay") is None


def test_an_answer_is_kept_for_half_a_minute_and_then_asked_for_again(tables: Tables) -> None:
    catalogue, elapsed = a_catalogue(tables, a_procedure())
    catalogue.procedure(PAID_PROCEDURE)
    newer = a_procedure().succeed(payment_days=5)
    DynamoCommits(tables).commit(change(Replace(newer, "moved")))
    elapsed.seconds = FORGET_AFTER_SECONDS - 0.1
    assert catalogue.procedure(PAID_PROCEDURE) == a_procedure()
    elapsed.seconds = FORGET_AFTER_SECONDS
    assert catalogue.procedure(PAID_PROCEDURE) == newer


def test_that_something_is_not_there_is_kept_as_long(tables: Tables) -> None:
    catalogue, elapsed = a_catalogue(tables, an_agency())
    assert catalogue.procedure(PAID_PROCEDURE) is None
    DynamoCommits(tables).commit(change(Insert(a_procedure(), "there")))
    assert catalogue.procedure(PAID_PROCEDURE) is None
    elapsed.seconds = FORGET_AFTER_SECONDS
    assert catalogue.procedure(PAID_PROCEDURE) == a_procedure()


def test_a_new_agency_is_there_at_once(tables: Tables) -> None:
    """Its account and its offerings are published a moment after it."""
    catalogue, _ = a_catalogue(tables, a_procedure())
    assert catalogue.agency(DISTRICT) is None
    DynamoCommits(tables).commit(change(Insert(an_agency(), "there")))
    assert catalogue.agency(DISTRICT) == an_agency()


def test_an_agency_s_own_account_comes_before_its_parent_s(tables: Tables) -> None:
    tree = an_agency(), an_agency(PROVINCE, parent="ROOT"), an_agency("ROOT")
    root, province = a_merchant(agency_code="ROOT"), a_merchant()
    own = a_merchant(agency_code=DISTRICT)
    commits = DynamoCommits(tables)
    catalogue, elapsed = a_catalogue(tables, *tree, root)
    for nearest in (root, province, own):
        if nearest is not root:
            commits.commit(change(Insert(nearest, "there")))
        elapsed.seconds += FORGET_AFTER_SECONDS
        assert catalogue.merchant(DISTRICT, "fakepay") == nearest
    assert catalogue.merchant(DISTRICT, "otherpay") is None


def test_a_token_covers_its_agencies_and_their_children(tables: Tables) -> None:
    agencies = (an_agency(code) for code in (DISTRICT, PROVINCE, STRANGER))
    catalogue, _ = a_catalogue(tables, *agencies)
    assert catalogue.agencies_covered(frozenset({PROVINCE})) == [PROVINCE, DISTRICT]
    assert catalogue.agencies_covered(frozenset({"*"})) == [PROVINCE, DISTRICT, STRANGER]
    assert catalogue.agencies_covered(frozenset()) == []


def test_what_a_dossier_was_filed_under_is_read_in_its_version(tables: Tables) -> None:
    catalogue, _ = a_catalogue(tables, a_procedure(), an_offering())
    procedure, offering = (
        a_procedure().succeed(payment_days=5),
        an_offering().succeed(methods=("other",)),
    )
    newer = change(Replace(procedure, "moved"), Replace(offering, "moved"))
    DynamoCommits(tables).commit(newer)
    assert catalogue.procedure(PAID_PROCEDURE, 1) == a_procedure()
    assert (
        catalogue.procedure(PAID_PROCEDURE, 2) == catalogue.procedure(PAID_PROCEDURE) == procedure
    )
    assert catalogue.offering(DISTRICT, PAID_PROCEDURE, 1) == an_offering()
    assert catalogue.offering(DISTRICT, PAID_PROCEDURE, 2) == offering
    assert catalogue.offering(DISTRICT, PAID_PROCEDURE) == offering


def test_procedures_are_listed_by_code_each_once_whatever_its_versions(tables: Tables) -> None:
    catalogue, _ = a_catalogue(tables, a_procedure(), a_free_procedure(), an_agency())
    newer = a_procedure().succeed(payment_days=5)
    DynamoCommits(tables).commit(change(Replace(newer, "moved")))
    first = catalogue.procedures(limit=1, cursor=None)
    assert [procedure.code for procedure in first.items] == [FREE_PROCEDURE]
    rest = catalogue.procedures(limit=5, cursor=first.next_cursor)
    assert (rest.items, rest.next_cursor) == ([newer], None)
