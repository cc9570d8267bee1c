"""A tree small enough to count by hand, and the figures of a press report."""

from datetime import date
from typing import Any

from chalicelib.domain.catalogue_report import CatalogueReport, report
from chalicelib.domain.offering import Offering
from chalicelib.domain.value import Named
from tests.builders import MONDAY, an_agency, an_offering, named

TODAY = date(2026, 11, 23)
LAND, CIVIL = named("Đất đai"), Named(vi="Hộ tịch", en="Civil status")
FIELDS = {"1.000001": LAND, "1.000002": CIVIL, "1.000003": CIVIL}
AGENCIES = [an_agency("H32"), an_agency("H32.1"), an_agency("H32.2")]


def offers(agency: str, code: str, level: str, payable: bool, **changes: Any) -> Offering:
    return an_offering(
        agency_code=agency,
        procedure_code=code,
        level=level,
        payable_online=payable,
        **changes,
    )


TREE = [
    offers("H32.1", "1.000001", "full", False),
    offers("H32.1", "1.000002", "partial", True),
    offers("H32.2", "1.000001", "information", True),
    offers("H32.2", "1.000003", "unknown", False),
    offers("H32.2", "1.000009", "partial", False),
]
"""Four procedures; five pairs. 1.000009 is not published any more."""


def counted(offerings: list[Offering] = TREE, **changes: Any) -> CatalogueReport:
    facts: dict[str, Any] = {"agency_code": "H32", "as_of": MONDAY, "on": TODAY}
    return report(AGENCIES, offerings, FIELDS, **{**facts, **changes})


def test_a_procedure_counts_once_at_its_highest_level_and_is_payable_if_anywhere() -> None:
    found = counted()
    assert (found.total, found.payable_online, found.agencies) == (4, 2, 3)
    levels = found.by_level
    assert (levels.full, levels.partial, levels.information, levels.unknown) == (1, 2, 0, 1)
    assert found.shares.payable_online.percent == "50.00"
    assert found.shares.payable_online.of == "procedures"


def test_a_pair_counts_at_each_agency() -> None:
    found = counted().pairs
    assert (found.total, found.payable_online) == (5, 2)
    levels = found.by_level
    assert (levels.full, levels.partial, levels.information, levels.unknown) == (1, 2, 1, 1)
    assert counted().shares_of_pairs.payable_online.percent == "40.00"
    assert counted().shares_of_pairs.payable_online.of == "pairs"


def test_agencies_are_counted_each_by_itself_and_add_up_to_the_pairs() -> None:
    province, left, right = counted().agency_shares
    assert [each.counts.total for each in (province, left, right)] == [0, 2, 3]
    assert province.shares.payable_online.percent is None, "there is nothing to be a share of"
    assert left.shares.payable_online.percent == "50.00"
    assert right.shares.payable_online.percent == "33.33"
    assert right.of_all_pairs.percent == "60.00"


def test_fields_are_counted_by_procedures_and_an_unpublished_one_has_none() -> None:
    civil, land, nameless = counted().field_shares
    assert (nameless.field, nameless.counts.total) == (None, 1)
    assert (land.field, land.counts.total, land.shares.payable_online.percent) == (
        LAND,
        1,
        "100.00",
    )
    assert (civil.field, civil.counts.total, civil.shares.payable_online.percent) == (
        *(CIVIL, 2, "50.00"),
    )
    assert civil.of_all_procedures.percent == "50.00"


def test_the_day_decides_which_offerings_and_agencies_count() -> None:
    over = offers("H32.1", "1.000003", "full", True, valid_to=date(2026, 11, 22))
    coming = offers("H32.1", "1.000003", "full", True, valid_from=date(2026, 11, 24))
    assert counted([over, coming]).total == 0
    last, first = (
        one.model_copy(update={"valid_to": TODAY} if one.valid_to else {"valid_from": TODAY})
        for one in (over, coming)
    )
    assert counted([last]).total == counted([first]).total == 1
    closed = an_agency("H32.1", valid_to=date(2025, 6, 30))
    gone = report([closed], TREE, FIELDS, agency_code=None, as_of=MONDAY, on=TODAY)
    assert (gone.agencies, gone.pairs.total, gone.agency_shares) == (0, 0, ())


def test_the_figures_of_2020_at_one_centre() -> None:
    """460 of 1,751 procedures payable: 26.27 %."""
    codes = [f"1.{number:06d}" for number in range(1_751)]
    offerings = [offers("H32.1", code, "partial", n < 460) for n, code in enumerate(codes)]
    found = counted(offerings)
    assert (found.total, found.payable_online) == (1_751, 460)
    assert found.shares.payable_online.percent == "26.27"
    assert found.agency_shares[1].shares.payable_online.percent == "26.27"


def test_every_denominator_is_explained() -> None:
    found = counted()
    used = {found.shares.full.of, found.shares_of_pairs.full.of}
    used |= {each.shares.full.of for each in found.agency_shares}
    used |= {each.shares.full.of for each in found.field_shares}
    assert used == {each.value for each in found.denominators}
    assert all(said.vi and said.en for said in found.denominators.values())
