"""The report: what was played, expected and seen, and the totals that decide."""

from collections.abc import Sequence

from local.certify.judge import Seen, Verdict
from local.certify.run import Result


def report(provider: str, results: Sequence[Result]) -> str:
    """The whole report as text, totals last."""
    parts = [f"Chứng nhận · certification of {provider}\n"]
    parts += [_entry(number, result) for number, result in enumerate(results, 1)]
    return "\n".join([*parts, totals(results)])


def totals(results: Sequence[Result]) -> str:
    """How many scenarios passed, and in how many money was lost, doubled or wrongly failed."""
    played = [result.verdict for result in results if not result.skipped]
    passed = sum(verdict.passed for verdict in played)
    return (
        f"tình huống · scenarios {len(results)}: đạt · passed {passed},"
        f" bỏ qua · skipped {len(results) - len(played)},"
        f" không đạt · not passed {len(played) - passed}\n"
        f"mất · lost {sum(v.lost > 0 for v in played)}"
        f"   trùng · doubled {sum(v.doubled > 0 for v in played)}"
        f"   báo hỏng sai · wrongly failed {sum(bool(v.failed) for v in played)}"
        f"   khác · other {sum(bool(v.wrong) for v in played)}"
    )


def passed(results: Sequence[Result]) -> bool:
    """Whether something was played and nothing of it went wrong."""
    return any(not each.skipped for each in results) and all(
        each.verdict.passed for each in results
    )


def _entry(number: int, result: Result) -> str:
    mark = "–" if result.skipped else "✓" if result.verdict.passed else "✗"
    scenario = result.scenario
    lines = [
        f"{mark} {number:>2}  {scenario.vi} · {scenario.en}",
        f"      mong đợi · expected  {scenario.expects}",
        f"      thấy     · seen      {result.skipped or _seen(result)}",
    ]
    if not result.skipped:
        lines.append(f"      kết luận · verdict   {_verdict(result.verdict)}")
    return "\n".join(lines) + "\n"


def _seen(result: Result) -> str:
    seen = result.seen
    if seen is None:
        return "no dossier could be filed"
    return (
        f"{_money(seen)}; {len(seen.orders)} order(s);"
        f" went on {seen.went_on}×, waits for {seen.waiting_for or 'nothing'};"
        f" {result.seconds:.0f} s ({result.dossier})"
    )


def _money(seen: Seen) -> str:
    flags = f" [{', '.join(sorted(seen.flags))}]" if seen.flags else ""
    return (
        f"received {seen.received:,} đ, booked {seen.booked:,} đ in {seen.payments} payment(s){flags},"
        f" bill {seen.bill_paid:,}/{seen.bill_amount:,} đ"
    )


def _verdict(verdict: Verdict) -> str:
    if verdict.passed:
        return "đạt · passed"
    found = [
        *([f"LOST {verdict.lost:,} đ"] if verdict.lost else []),
        *([f"DOUBLED {verdict.doubled:,} đ"] if verdict.doubled else []),
        *(f"WRONGLY FAILED: {reason}" for reason in verdict.failed),
        *(f"WRONG: {reason}" for reason in verdict.wrong),
    ]
    return "không đạt · " + "; ".join(found)
