"""A whole catalogue file: entries that stand twice, and references that lead nowhere or round.

Unless a stage was asked for all that the file names, a section that is not known at all, neither
from the file nor from what stands beside it, is taken to be at the stage already: what refers to it
is not judged.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from chalicelib.domain.agency import Agency, upwards
from chalicelib.domain.catalogue_check.beside import Beside
from chalicelib.domain.catalogue_check.words import Defect, defect
from chalicelib.domain.catalogue_file import CatalogueFile, name_of
from chalicelib.domain.offering import Offering

SECTIONS = ("agencies", "merchants", "calendars", "procedures", "offerings")


def duplicates(file: CatalogueFile) -> Iterator[Defect]:
    """Entries that stand there twice, and accounts of two agencies."""
    for section in SECTIONS:
        seen: set[str] = set()
        for number, entry in enumerate(getattr(file, section)):
            name = name_of(entry)
            if name in seen:
                yield defect("entry_twice", f"/{section}/{number}", entry=name)
            seen.add(name)
    owners: dict[str, str] = {}
    for number, each in enumerate(file.merchants):
        account = f"{each.provider}/{each.merchant_id}"
        owner = owners.setdefault(account, each.agency_code)
        if owner != each.agency_code:
            at = f"/merchants/{number}/merchant_id"
            yield defect("merchant_shared", at, merchant=account, code=owner)


def references(file: CatalogueFile, beside: Beside) -> Iterator[Defect]:
    """Agencies and procedures that the file names and that nobody knows."""
    known = beside.entries + file
    agencies = {each.code for each in known.agencies} | beside.out_of_reach
    procedures = {each.code for each in known.procedures}
    missing = "nowhere" if beside.whole else "unknown"
    for pointer, code in named_agencies(file):
        if (agencies or beside.whole) and code not in agencies:
            yield defect(f"agency_{missing}", pointer, code=code)
    for number, offering in enumerate(file.offerings):
        if (procedures or beside.whole) and offering.procedure_code not in procedures:
            at = f"/offerings/{number}/procedure_code"
            yield defect(f"procedure_{missing}", at, code=offering.procedure_code)


def named_agencies(file: CatalogueFile) -> Iterator[tuple[str, str]]:
    """Every agency that an entry of the file names, with the place where it does."""
    for number, agency in enumerate(file.agencies):
        if agency.parent:
            yield f"/agencies/{number}/parent", agency.parent
        for place, code in enumerate(agency.replaces):
            yield f"/agencies/{number}/replaces/{place}", code
    for section in ("merchants", "calendars", "offerings"):
        for number, each in enumerate(getattr(file, section)):
            yield f"/{section}/{number}/agency_code", each.agency_code
    for number, offering in enumerate(file.offerings):
        for place, collector in enumerate(offering.collectors):
            at = f"/offerings/{number}/collectors/{place}/agency_code"
            yield at, collector.agency_code


def collecting(offering: Offering, known: CatalogueFile) -> list[str]:
    """Whose money the lines of an offering are."""
    found = (each for each in known.procedures if each.code == offering.procedure_code)
    procedure = next(found, None)
    lines = procedure.fee_lines if procedure else ()
    codes = [offering.collector_of(line.line_id) for line in lines]
    return list(dict.fromkeys(codes or [offering.agency_code]))


def circles(file: CatalogueFile) -> Iterator[Defect]:
    """Agencies above or after themselves."""
    by_code = {agency.code: agency for agency in file.agencies}
    ways: Mapping[str, tuple[str, Callable[[Agency], Iterable[str]]]] = {
        "parent": ("parent_circle", lambda one: (one.parent,) if one.parent else ()),
        "replaces": ("succession_circle", lambda one: one.replaces),
    }
    for field, (kind, way) in ways.items():
        for number, agency in enumerate(file.agencies):
            if agency.code in (round_ := _reached(agency, way, by_code)):
                codes = ", ".join(sorted(round_))
                yield defect(kind, f"/agencies/{number}/{field}", codes=codes)


def accounts(
    file: CatalogueFile, known: CatalogueFile, methods: Mapping[str, str] | None
) -> Iterator[Defect]:
    """Methods for which whoever collects has no account, where accounts are known at all."""
    tree = {entry.code: entry for entry in known.entries if isinstance(entry, Agency)}
    held = {(each.agency_code, each.provider) for each in known.merchants}
    for number, offering in enumerate(file.offerings):
        for code in collecting(offering, known) if held and methods else ():
            above = [one.code for one in upwards(tree[code], tree.get)] if code in tree else []
            for place, method in enumerate(offering.methods):
                provider = (methods or {}).get(method)
                if above and provider and not any((one, provider) in held for one in above):
                    facts = {"code": code, "provider": provider, "method": method}
                    at = f"/offerings/{number}/methods/{place}"
                    yield defect("method_without_merchant", at, **facts)


def _reached(
    agency: Agency, way: Callable[[Agency], Iterable[str]], by_code: Mapping[str, Agency]
) -> set[str]:
    """Every agency that the way leads to from this one; itself if it leads round."""
    found: set[str] = set()
    waiting = list(way(agency))
    while waiting:
        code = waiting.pop()
        if code not in found:
            found.add(code)
            waiting += way(by_code[code]) if code in by_code else ()
    return found
