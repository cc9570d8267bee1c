"""The table at the end."""

from collections import Counter
from collections.abc import Iterable

from chalicelib.domain.invariants import Breach, Records
from local.lives.api import Api
from local.lives.filings import FILINGS
from local.lives.life import Life
from local.lives.place import Place
from local.lives.weather import Sky

TIMINGS = [each.timing for each in FILINGS]


def table(lives: Iterable[Life]) -> list[str]:
    """Where they ended, by the moment at which their fee was due."""
    counts = Counter((life.standing.place, life.what.timing) for life in lives)
    lines = [" " * 22 + "".join(f"{timing[:11]:>13}" for timing in TIMINGS) + f"{'all':>8}"]
    for place in Place:
        row = [counts[place, timing] for timing in TIMINGS]
        if any(row):
            name = f"{place.code:>2} {place.name.lower()}"
            lines.append(f"{name:<22}" + "".join(f"{n:>13}" for n in row) + f"{sum(row):>8}")
    return lines


def driven(lives: Iterable[Life], records: Records) -> str:
    """What became of the executions on the way."""
    ours = {life.code for life in lives}
    told = Counter(event.type for event in records.events if event.dossier_code in ours)
    runs = sum(dossier.execution.run for dossier in records.dossiers if dossier.code in ours)
    broken, resumed = told["execution_broken"], told["execution_resumed"]
    return f"runs      {runs} of {len(ours)} dossiers; broken {broken}, resumed {resumed}"


def figures(lives: list[Life], api: Api, sky: Sky, minutes: float) -> list[str]:
    """What the table does not show."""
    acts = Counter(act for life in lives for act in life.done)
    lost = ", ".join(f"{count} × {what}" for what, count in api.lost.most_common())
    faults = ", ".join(f"{what} {count}" for what, count in sorted(sky.faults().items()))
    spent = ", ".join(f"{what} {ms / 1000:.0f} s" for what, ms in api.spent.most_common(4))
    return [
        f"acts      {', '.join(f'{act} {count}' for act, count in acts.most_common())}",
        f"paid      {sum(life.paid for life in lives):,} đồng",
        f"calls     {api.calls}, sent again: {lost or '-'}",
        *(f"weather   {line}" for line in sky.story),
        f"engine    {faults or 'no faults'}",
        f"took      {minutes:.1f} min, {len(lives) / minutes:.0f} lives a minute",
        f"waited    {spent}",
    ]


def judged(found: list[str], breaches: list[Breach], unquiet: str, resumed: set[str]) -> list[str]:
    """What is not as it must be, and the sentence at the end."""
    lines = [f"✗ {line}" for line in found]
    lines += [f"✗ {one.invariant}: {one.key}: {one.detail}" for one in breaches]
    lines += [f"✗ {unquiet}"] if unquiet else []
    if resumed:
        lines.append(f"resumed by hand: {len(resumed)}: {', '.join(sorted(resumed)[:5])}")
    wrong = len(found) + len(breaches) + bool(unquiet)
    return [*lines, f"{'✗' if wrong else '✓'} {wrong} things are not as they must be"]
