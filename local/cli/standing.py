"""What catalogue files name and do not hold, looked for on a stage in few calls."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from chalicelib.domain.agency import Agency, Merchant, upwards
from chalicelib.domain.catalogue_check.beside import Beside
from chalicelib.domain.catalogue_check.files import collecting, named_agencies
from chalicelib.domain.catalogue_file import CatalogueFile, Filed
from chalicelib.domain.procedure import Procedure
from local.cli import places
from local.cli.catalogue_files import METHODS
from local.cli.comparing import MANY, compare
from local.cli.filed import entry_of
from local.cli.places import AGENCY_ABSENT, Place, known
from local.cli.stage import Stage, path
from local.cli.trouble import Refused

Coded = TypeVar("Coded", Agency, Procedure)


def standing(stage: Stage, file: CatalogueFile) -> Beside:
    """What the stage has of all that the file refers to. Raises Trouble."""
    codes = {code for _, code in named_agencies(file)} - {each.code for each in file.agencies}
    agencies = _found(stage, Agency, places.agency, path("agencies"), codes)
    offered = {each.procedure_code for each in file.offerings}
    lacking = offered - {each.code for each in file.procedures}
    procedures = _found(stage, Procedure, places.procedure, path("procedures"), lacking)
    entries = CatalogueFile(agencies=agencies, procedures=procedures)
    accounts = tuple(_accounts(stage, file, entries + file)) if file.merchants else ()
    return Beside(
        entries=entries + CatalogueFile(merchants=accounts),
        out_of_reach=_out_of_reach(stage, file, codes - {each.code for each in agencies}),
        whole=True,
    )


def _found(
    stage: Stage,
    model: type[Coded],
    place: Callable[[str], Place],
    everything: str,
    codes: Collection[str],
) -> tuple[Coded, ...]:
    """The entries of these codes that there are: one by one, or out of the list of all."""
    if len(codes) > MANY:
        listed = stage.list(everything, limit=None).items
        return tuple(entry_of(model, each) for each in listed if each["code"] in codes)
    answers = (known(stage, place(code)).answer for code in sorted(codes))
    return tuple(entry_of(model, answer.json) for answer in answers if answer)


def _out_of_reach(stage: Stage, file: CatalogueFile, codes: Collection[str]) -> frozenset[str]:
    """Agencies that are not the token's to see, but that the stage's own entries name already."""
    naming = [entry for entry, code in _naming(file) if code in codes]
    steps = compare(stage, naming, lambda: None)
    return frozenset(code for step in steps for code in _names(step.before.facts) if code in codes)


def _naming(file: CatalogueFile) -> Iterator[tuple[Filed, str]]:
    """Each entry with every agency that it names."""
    for pointer, code in named_agencies(file):
        _, section, number, *_ = pointer.split("/")
        yield getattr(file, section)[int(number)], code


def _names(facts: Mapping[str, Any]) -> Iterator[str]:
    yield from filter(None, [facts.get("parent"), *(facts.get("replaces") or ())])
    yield from (each["agency_code"] for each in facts.get("collectors") or ())


def _accounts(stage: Stage, file: CatalogueFile, whole: CatalogueFile) -> Iterator[Merchant]:
    """The accounts through which the file's offerings are paid and which it does not hold."""
    tree = {entry.code: entry for entry in whole.entries if isinstance(entry, Agency)}
    held = {(each.agency_code, each.provider) for each in file.merchants}

    @cache
    def paid_at(code: str, provider: str) -> Merchant | None:
        return _account(stage, code, provider)

    for offering in file.offerings:
        providers = {METHODS[each] for each in offering.methods if each in METHODS}
        for code in filter(tree.get, collecting(offering, whole)):
            way = [one.code for one in upwards(tree[code], tree.get)]
            for provider in providers:
                if not any((one, provider) in held for one in way):
                    found = (paid_at(one, provider) for one in reversed(way))
                    yield from filter(None, [next(filter(None, found), None)])


def _account(stage: Stage, code: str, provider: str) -> Merchant | None:
    """The account that an agency's payments go to, as its own; it may be inherited."""
    place = places.merchant(code, provider)
    try:
        told = stage.get(place.address).json
    except Refused as refused:
        if refused.code not in (place.absent, AGENCY_ABSENT):
            raise
        return None
    return entry_of(Merchant, {**told, "agency_code": code})
