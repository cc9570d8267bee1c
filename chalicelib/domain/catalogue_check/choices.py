"""Channels, cases, options and quantities: what a line names must be there, and cost something."""

from collections.abc import Iterable, Iterator

from chalicelib.domain.catalogue_check.words import Defect, defect
from chalicelib.domain.fee_line import Channel, FeeLine
from chalicelib.domain.procedure import Choice, ProcedureFacts, ProcessingTime, Quantity


def channels(procedure: ProcedureFacts) -> Iterator[Defect]:
    """Channels that nobody named, that the procedure does not have, or that no line is of."""
    if "channels" not in procedure.model_fields_set:
        yield defect("channels_missing", "/channels")
        return
    for at, each in _rows(procedure):
        yield from foreign(each.channels, procedure.channels, f"{at}/channels")
    owed = [line for line in procedure.fee_lines if line.option is None]
    for number, channel in enumerate(procedure.channels):
        if owed and not any(channel in line.channels for line in owed):
            yield defect("channel_without_line", f"/channels/{number}", channel=channel.value)


def foreign(named: Iterable[Channel], known: tuple[Channel, ...], at: str) -> Iterator[Defect]:
    """The channels that the procedure does not have."""
    for number, channel in enumerate(named):
        if channel not in known:
            yield defect("channel_foreign", f"{at}/{number}", channel=channel.value)


def choices(procedure: ProcedureFacts) -> Iterator[Defect]:
    """Cases, options and quantities that nothing declares, and cases that would be free."""
    for at, each in _rows(procedure):
        yield from _undeclared(each.case, procedure.cases, f"{at}/case", "case_unknown")
        yield from _undeclared(each.option, procedure.options, f"{at}/option", "option_unknown")
    for number, line in enumerate(procedure.fee_lines):
        for name, code in (("quantity", line.quantity), ("times", line.times)):
            at = f"/fee_lines/{number}/{name}"
            yield from _undeclared(code, procedure.quantities, at, "quantity_unknown")
    owed = [line for line in procedure.fee_lines if line.option is None]
    for number, case in enumerate(procedure.cases):
        if owed and not any(line.case in (None, case.code) for line in owed):
            yield defect("case_free", f"/cases/{number}", code=case.code)


def quantities(procedure: ProcedureFacts) -> Iterator[Defect]:
    """Bounds and defaults that do not fit together."""
    for number, each in enumerate(procedure.quantities):
        default = each.minimum if each.default is None else each.default
        if not each.minimum <= default <= each.maximum:
            facts = {"minimum": each.minimum, "maximum": each.maximum, "default": default}
            yield defect("quantity_bounds", f"/quantities/{number}", **facts)


def exemptions(procedure: ProcedureFacts) -> Iterator[Defect]:
    """Lines that an exemption names and the procedure does not have."""
    known = {line.line_id for line in procedure.fee_lines}
    for number, exemption in enumerate(procedure.exemptions):
        for place, line in enumerate(exemption.lines):
            if line not in known:
                at = f"/exemptions/{number}/lines/{place}"
                yield defect("exemption_line_unknown", at, line=line)


def codes(procedure: ProcedureFacts) -> Iterator[Defect]:
    """Codes that stand twice in their list."""
    for field in ("cases", "options", "quantities", "exemptions"):
        yield from twice((each.code for each in getattr(procedure, field)), f"/{field}", "code")
    yield from twice((line.line_id for line in procedure.fee_lines), "/fee_lines", "line_id")


def twice(found: Iterable[str], at: str, name: str) -> Iterator[Defect]:
    """Each code that stood in the list before."""
    seen: set[str] = set()
    for number, code in enumerate(found):
        if code in seen:
            yield defect("code_twice", f"{at}/{number}/{name}", code=code)
        seen.add(code)


def _rows(procedure: ProcedureFacts) -> Iterator[tuple[str, FeeLine | ProcessingTime]]:
    for number, line in enumerate(procedure.fee_lines):
        yield f"/fee_lines/{number}", line
    for number, time in enumerate(procedure.processing_times):
        yield f"/processing_times/{number}", time


def _undeclared(
    code: str | None, declared: tuple[Choice, ...] | tuple[Quantity, ...], at: str, kind: str
) -> Iterator[Defect]:
    if code is not None and code not in {each.code for each in declared}:
        yield defect(kind, at, code=code)
