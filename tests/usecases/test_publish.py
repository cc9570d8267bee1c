"""Edits of the catalogue: versions, rights, mergers, and whose money it is."""

from datetime import date
from typing import Any

import pytest

from chalicelib.domain.agency import (
    MOST_PREDECESSORS,
    MOST_SUCCESSORS,
    Agency,
    AgencyDraft,
    MerchantDraft,
)
from chalicelib.domain.calendar import CalendarDraft
from chalicelib.domain.change import Credit
from chalicelib.domain.errors import Conflict, Forbidden, Invalid, NotFound, Refusal
from chalicelib.domain.offering import OfferingDraft
from chalicelib.domain.procedure import ProcedureDraft, ProcedureFacts
from chalicelib.usecases.publish_agency import publish_agency
from chalicelib.usecases.publish_calendar import calendar_of, publish_calendar
from chalicelib.usecases.publish_merchant import publish_merchant
from chalicelib.usecases.publish_offering import publish_offering
from chalicelib.usecases.publish_procedure import publish_procedure
from chalicelib.usecases.reach import reach_dossier
from tests.builders import (
    DISTRICT,
    MERCHANT_ID,
    METHOD,
    MONDAY,
    PAID_PROCEDURE,
    PROVIDER,
    PROVINCE,
    STRANGER,
    a_caller,
    a_fee_line,
    a_procedure,
    an_agency,
    filed,
    named,
)
from tests.fakes import FakeWorld, a_world

MANAGER = a_caller(PROVINCE, subject="manager")
EVERYWHERE = a_caller("*", subject="administrator")
LEFT, RIGHT, BOTH = "H32.D.1", "H32.D.2", "H32.50"


def draft(version: int = 0, **changes: Any) -> AgencyDraft:
    fields = {"name": named("New"), "parent": PROVINCE, "reason": "reform", "version": version}
    return AgencyDraft.model_validate({**fields, **changes})


def a_province() -> FakeWorld:
    """Two communes, each with one dossier, and a third beside them."""
    world = a_world()
    codes = (LEFT, RIGHT, "H32.51")
    world.store.put(*(an_agency(code, parent=PROVINCE) for code in codes))
    for number, code in enumerate((LEFT, RIGHT), 1):
        world.store.put(filed(code=f"{code}-261123-000{number}", agency_code=code).dossier)
    return world


def refused(kind: type[Refusal], code: str, act: Any, *arguments: Any) -> Refusal:
    with pytest.raises(kind) as caught:
        act(*arguments)
    assert caught.value.code == code
    return caught.value


def pointers(refusal: Refusal) -> list[tuple[str, str]]:
    assert isinstance(refusal, Invalid)
    return [(at, said if isinstance(said, str) else said.kind) for at, said in refusal.errors]


def test_an_edit_is_a_version_that_says_who_when_and_why() -> None:
    world = a_province()
    made, new = publish_agency(world, "H32.60", draft(), MANAGER)
    assert (made.version, new) == (1, True)
    changed, new = publish_agency(world, "H32.60", draft(1, name=named("Newer")), MANAGER)
    assert (changed.version, new) == (2, False)
    assert changed.edition
    assert (changed.edition.by, changed.edition.at, changed.edition.reason) == (
        "manager",
        MONDAY,
        "reform",
    )
    assert [one.name.en for one in world.catalogue.versions(changed)] == ["Newer", "New"]


def test_the_same_edit_again_changes_nothing() -> None:
    world = a_province()
    first, _ = publish_agency(world, "H32.60", draft(), MANAGER)
    assert publish_agency(world, "H32.60", draft(), MANAGER) == (first, False)


def test_an_edit_from_an_older_version_is_told_the_current_one() -> None:
    world = a_province()
    publish_agency(world, "H32.60", draft(), MANAGER)
    lost = refused(
        Conflict,
        "version_moved",
        publish_agency,
        world,
        "H32.60",
        draft(name=named("Other")),
        MANAGER,
    )
    assert lost.facts == {"version": 1}


def test_of_two_edits_at_once_one_is_told_that_it_lost() -> None:
    world = a_province()
    publish_agency(world, "H32.60", draft(), MANAGER)
    rival = draft(1, name=named("Rival"))
    world.commits.meanwhile(lambda: publish_agency(world, "H32.60", rival, MANAGER))
    lost = refused(
        Conflict,
        "version_moved",
        publish_agency,
        world,
        "H32.60",
        draft(1, name=named("Mine")),
        MANAGER,
    )
    assert lost.facts == {"version": 2}


def test_a_merger_lets_the_successor_act_on_what_its_predecessors_had() -> None:
    world = a_province()
    successor, other = a_caller(BOTH), a_caller("H32.51")
    for dossier in (f"{LEFT}-261123-0001", f"{RIGHT}-261123-0002"):
        refused(NotFound, "dossier_not_found", reach_dossier, world, successor, dossier)
    publish_agency(world, BOTH, draft(replaces=(LEFT, RIGHT)), MANAGER)
    for dossier in (f"{LEFT}-261123-0001", f"{RIGHT}-261123-0002"):
        assert reach_dossier(world, successor, dossier).code == dossier
        refused(NotFound, "dossier_not_found", reach_dossier, world, other, dossier)
    assert world.catalogue.agencies_covered(frozenset({BOTH})) == [BOTH, LEFT, RIGHT]


def test_a_successor_that_lets_a_predecessor_go_loses_what_it_had() -> None:
    world = a_province()
    publish_agency(world, BOTH, draft(replaces=(LEFT, RIGHT)), MANAGER)
    publish_agency(world, BOTH, draft(1, replaces=(RIGHT,)), MANAGER)
    assert world.catalogue.agencies_covered(frozenset({BOTH})) == [BOTH, RIGHT]


def test_predecessors_are_told_of_a_merger_in_the_same_change() -> None:
    world = a_province()
    before = len(world.commits.done)
    publish_agency(world, BOTH, draft(replaces=(LEFT, RIGHT)), MANAGER)
    (change,) = world.commits.done[before:]
    written = [write.entity for write in change.writes if not isinstance(write, Credit)]
    assert {entity.code for entity in written if isinstance(entity, Agency)} == {
        BOTH, LEFT, RIGHT,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("caller", "changes", "pointer"),
    [
        (a_caller(LEFT), {"replaces": (RIGHT,), "parent": LEFT}, "/replaces/0"),
        (MANAGER, {"replaces": (STRANGER,)}, "/replaces/0"),
        (MANAGER, {"parent": STRANGER}, "/parent"),
        (MANAGER, {"parent": "H32.99"}, "/parent"),
        (EVERYWHERE, {"replaces": ("H99",)}, "/replaces/0"),
    ],
    ids=["a sibling", "another province", "a foreign parent", "no such parent", "nobody"],
)
def test_nobody_takes_over_what_is_not_theirs(
    caller: Any, changes: dict[str, Any], pointer: str
) -> None:
    lost = refused(
        Invalid, "agency_unknown", publish_agency, a_province(), BOTH, draft(**changes), caller
    )
    assert pointers(lost) == [(pointer, "agency_unknown")]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        (LEFT, {"parent": LEFT}),
        (LEFT, {"replaces": (LEFT,)}),
        (LEFT, {"replaces": (PROVINCE,)}),
    ],
    ids=["its own parent", "its own successor", "in place of its own parent"],
)
def test_no_agency_stands_above_itself(code: str, changes: dict[str, Any]) -> None:
    refused(
        Invalid,
        "agency_circle",
        publish_agency,
        a_province(),
        code,
        draft(1, **changes),
        EVERYWHERE,
    )


def test_two_agencies_do_not_take_each_other_s_place() -> None:
    world = a_province()
    publish_agency(world, LEFT, draft(1, replaces=(RIGHT,)), MANAGER)
    refused(
        Invalid, "agency_circle", publish_agency, world, RIGHT, draft(2, replaces=(LEFT,)), MANAGER
    )


def test_a_root_is_made_by_who_holds_all_and_changed_by_who_holds_it() -> None:
    world = a_province()
    root = draft(parent=None)
    refused(Forbidden, "agency_needs_parent", publish_agency, world, "H50", root, MANAGER)
    refused(
        Forbidden,
        "agency_needs_parent",
        publish_agency,
        world,
        LEFT,
        draft(1, parent=None),
        MANAGER,
    )
    assert publish_agency(world, "H50", root, EVERYWHERE)[1]
    assert publish_agency(world, PROVINCE, draft(1, parent=None), MANAGER)[0].version == 2


def test_another_s_agency_does_not_exist() -> None:
    refused(
        NotFound,
        "agency_not_found",
        publish_agency,
        a_province(),
        STRANGER,
        draft(1, parent=None),
        MANAGER,
    )


@pytest.mark.parametrize("code", [".hidden", "-", "x" * 41, "H32.95-1", "H32.95_1", "H32."])
def test_a_code_that_is_none_is_refused(code: str) -> None:
    refused(Invalid, "code_invalid", publish_agency, a_province(), code, draft(), MANAGER)


def test_a_commune_edits_itself_without_holding_its_province() -> None:
    world = a_province()
    own = draft(1, return_hosts=("commune.example.vn",))
    made, _ = publish_agency(world, LEFT, own, a_caller(LEFT))
    assert made.return_hosts == ("commune.example.vn",)


def test_a_new_code_begins_with_that_of_an_agency_above_it() -> None:
    world = a_province()
    squatting = draft(parent=STRANGER)
    refused(
        Invalid, "code_of_another", publish_agency, world, "H32.77", squatting, a_caller(STRANGER)
    )
    assert publish_agency(world, f"{STRANGER}.1", squatting, a_caller(STRANGER))[1]
    assert publish_agency(world, f"{LEFT}.1", draft(parent=LEFT), MANAGER)[1]
    assert publish_agency(world, "000.00.32.H26", squatting, EVERYWHERE)[1]


def test_a_merger_is_written_on_its_day() -> None:
    world = a_province()
    later = draft(replaces=(LEFT,), valid_from="2026-11-24")
    lost = refused(Invalid, "merger_later", publish_agency, world, BOTH, later, MANAGER)
    assert pointers(lost) == [("/valid_from", "merger_later")]
    today = draft(replaces=(LEFT,), valid_from="2026-11-23")
    assert publish_agency(world, BOTH, today, MANAGER)[1]


def test_a_merger_of_as_many_as_can_be_fits_one_change() -> None:
    world = a_province()
    codes = [f"H32.60.{number}" for number in range(2 * MOST_PREDECESSORS)]
    world.store.put(*(an_agency(code, parent=PROVINCE) for code in codes))
    first, others = codes[:MOST_PREDECESSORS], codes[MOST_PREDECESSORS:]
    assert publish_agency(world, BOTH, draft(replaces=first), MANAGER)[1]
    swapped = draft(1, replaces=others)
    lost = refused(Invalid, "merger_too_large", publish_agency, world, BOTH, swapped, MANAGER)
    assert pointers(lost) == [("/replaces", "merger_too_large")]
    publish_agency(world, BOTH, draft(1), MANAGER)
    publish_agency(world, BOTH, draft(2, replaces=others), MANAGER)
    assert [one.code for one in world.store.all(Agency) if one.replaced_by] == sorted(others)


def test_an_agency_has_no_more_successors_than_it_can_name() -> None:
    world = a_province()
    most = tuple(f"H32.60.{number}" for number in range(MOST_SUCCESSORS))
    world.store.put(an_agency(LEFT, parent=PROVINCE, replaced_by=most))
    one_more = draft(replaces=(RIGHT, LEFT))
    lost = refused(Invalid, "successors_full", publish_agency, world, BOTH, one_more, MANAGER)
    assert pointers(lost) == [("/replaces/1", "successors_full")]
    assert lost.facts == {"agency_code": LEFT, "most": MOST_SUCCESSORS}


def test_an_edit_for_later_does_not_end_what_holds_today() -> None:
    world = a_province()
    publish_merchant(world, DISTRICT, PROVIDER, a_merchant_draft(), MANAGER)
    later = a_merchant_draft("NEW", version=1).model_copy(update={"valid_from": date(2027, 1, 1)})
    lost = refused(
        Invalid, "begins_later", publish_merchant, world, DISTRICT, PROVIDER, later, MANAGER
    )
    assert pointers(lost) == [("/valid_from", "begins_later")]
    offered = an_offering_draft(valid_from="2027-01-01")
    refused(
        Invalid, "begins_later", publish_offering, world, DISTRICT, PAID_PROCEDURE, offered, MANAGER
    )
    first = later.model_copy(update={"version": 0})
    assert publish_merchant(world, LEFT, PROVIDER, first, MANAGER)[1]


def a_merchant_draft(merchant_id: str = "OTHER", version: int = 0) -> MerchantDraft:
    return MerchantDraft(
        merchant_id=merchant_id, beneficiary="Treasury", version=version, reason="contract"
    )


def test_a_merchant_id_belongs_to_who_used_it_first_and_to_who_holds_them() -> None:
    world = a_province()
    stranger = a_caller(STRANGER)
    publish_merchant(world, DISTRICT, PROVIDER, a_merchant_draft(), a_caller(DISTRICT))
    publish_merchant(world, PROVINCE, PROVIDER, a_merchant_draft(version=1), MANAGER)
    lost = refused(
        Invalid, "merchant_taken", publish_merchant, world, STRANGER, PROVIDER,
        a_merchant_draft(), stranger,
    )  # fmt: skip
    assert pointers(lost) == [("/merchant_id", "merchant_taken")]


def test_of_two_agencies_that_take_one_id_at_once_one_gets_it() -> None:
    world = a_province()

    def rival() -> None:
        publish_merchant(world, STRANGER, PROVIDER, a_merchant_draft("X"), a_caller(STRANGER))

    world.commits.meanwhile(rival)
    refused(
        Invalid,
        "merchant_taken",
        publish_merchant,
        world,
        DISTRICT,
        PROVIDER,
        a_merchant_draft("X"),
        MANAGER,
    )


def test_a_provider_that_we_do_not_know_has_no_merchants() -> None:
    refused(
        NotFound,
        "provider_not_found",
        publish_merchant,
        a_province(),
        DISTRICT,
        "nopay",
        a_merchant_draft(),
        MANAGER,
    )


def an_offering_draft(**changes: Any) -> OfferingDraft:
    fields = {
        "level": "full",
        "payable_online": True,
        "methods": (METHOD,),
        "version": 1,
        "reason": "pilot",
    }
    return OfferingDraft.model_validate({**fields, **changes})


def test_paying_online_is_switched_off_with_a_word_why_and_on_again() -> None:
    world = a_province()
    off = an_offering_draft(payable_online=False)
    at = world, DISTRICT, PAID_PROCEDURE
    lost = refused(Invalid, "body_invalid", publish_offering, *at, off, MANAGER)
    assert pointers(lost) == [("/why_not", "why_not_required")]
    explained = an_offering_draft(payable_online=False, why_not=named("No account yet"))
    assert publish_offering(*at, explained, MANAGER)[0].version == 2
    assert publish_offering(*at, an_offering_draft(version=2), MANAGER)[0].version == 3


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"methods": (METHOD, "shells")}, ("/methods/1", "method_unknown")),
        (
            {"collectors": ({"line_id": "fee", "agency_code": "H99"},)},
            ("/collectors/0/agency_code", "collector_unknown"),
        ),
    ],
    ids=["a method that nobody has", "a collector that is not there"],
)
def test_what_cannot_be_offered_is_pointed_at(
    changes: dict[str, Any], error: tuple[str, str]
) -> None:
    lost = refused(
        Invalid,
        "body_invalid",
        publish_offering,
        a_province(),
        DISTRICT,
        PAID_PROCEDURE,
        an_offering_draft(**changes),
        MANAGER,
    )
    assert pointers(lost) == [error]


def test_who_collects_is_named_by_who_holds_them_and_can_be_paid() -> None:
    world = a_province()
    at = world, DISTRICT, PAID_PROCEDURE
    named_ = an_offering_draft(collectors=({"line_id": "fee", "agency_code": STRANGER},))
    pointer = "/collectors/0/agency_code"
    lost = refused(Invalid, "body_invalid", publish_offering, *at, named_, MANAGER)
    assert pointers(lost) == [(pointer, "collector_unknown")]
    lost = refused(Invalid, "body_invalid", publish_offering, *at, named_, EVERYWHERE)
    assert pointers(lost) == [(pointer, "collector_without_merchant")]
    publish_merchant(world, STRANGER, PROVIDER, a_merchant_draft(), a_caller(STRANGER))
    assert publish_offering(*at, named_, EVERYWHERE)[0].version == 2
    again = named_.model_copy(update={"version": 2, "valid_to": date(2030, 1, 1)})
    assert publish_offering(*at, again, MANAGER)[0].version == 3


def test_a_method_needs_an_account_that_holds_today() -> None:
    world = a_province()
    ended = MerchantDraft.model_validate(
        {
            "merchant_id": MERCHANT_ID,
            "beneficiary": "Treasury",
            "valid_to": "2026-11-22",
            "version": 1,
            "reason": "contract ended",
        }
    )
    publish_merchant(world, PROVINCE, PROVIDER, ended, MANAGER)
    lost = refused(
        Invalid,
        "body_invalid",
        publish_offering,
        world,
        DISTRICT,
        PAID_PROCEDURE,
        an_offering_draft(),
        MANAGER,
    )
    assert pointers(lost) == [("/methods/0", "method_without_merchant")]


def test_only_a_known_procedure_of_an_agency_in_reach_is_offered() -> None:
    world = a_province()
    refused(
        NotFound,
        "procedure_not_found",
        publish_offering,
        world,
        DISTRICT,
        "9.999999",
        an_offering_draft(version=0),
        MANAGER,
    )
    refused(
        NotFound,
        "agency_not_found",
        publish_offering,
        world,
        STRANGER,
        PAID_PROCEDURE,
        an_offering_draft(version=0),
        MANAGER,
    )


def a_procedure_draft(**changes: Any) -> ProcedureDraft:
    facts = {name: getattr(a_procedure(), name) for name in ProcedureFacts.model_fields}
    return ProcedureDraft.model_validate({**facts, "version": 1, "reason": "circular", **changes})


def test_a_dossier_s_own_version_of_a_procedure_stays_as_it_was() -> None:
    world = a_province()
    dearer = a_procedure_draft(fee_lines=(a_fee_line(amount=200_000),))
    made, _ = publish_procedure(world, PAID_PROCEDURE, dearer, EVERYWHERE)
    assert made.version == 2
    then = world.catalogue.procedure(PAID_PROCEDURE, 1)
    now = world.catalogue.procedure(PAID_PROCEDURE)
    assert then
    assert now
    assert (then.fee_lines[0].amount, now.fee_lines[0].amount) == (150_000, 200_000)


def test_the_national_catalogue_is_not_a_province_s_to_edit() -> None:
    refused(
        Forbidden,
        "national_catalogue",
        publish_procedure,
        a_province(),
        PAID_PROCEDURE,
        a_procedure_draft(),
        MANAGER,
    )


def test_a_calendar_is_inherited_until_an_agency_has_its_own() -> None:
    world = a_province()
    refused(NotFound, "calendar_not_found", calendar_of, world, DISTRICT, MANAGER)
    publish_calendar(world, PROVINCE, CalendarDraft(reason="law"), MANAGER)
    assert calendar_of(world, DISTRICT, MANAGER).agency_code == PROVINCE
    publish_calendar(world, DISTRICT, CalendarDraft(reason="Saturdays", weekend=(7,)), MANAGER)
    assert calendar_of(world, DISTRICT, MANAGER).weekend == (7,)
    assert calendar_of(world, LEFT, MANAGER).agency_code == PROVINCE
