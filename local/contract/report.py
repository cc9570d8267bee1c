"""What a run found, for a person: answers by operation and status, and what was excused."""

from collections.abc import Iterable

from local.contract.fuzz import Told


def report(told: Told, operations: Iterable[str]) -> str:
    """A table, and a sentence for each thing that is not as it should be."""
    labels = sorted(operations, key=lambda label: label.split()[::-1])
    width = max(map(len, labels))
    lines = [f"{label:<{width}}  {_statuses(told, label)}" for label in labels]
    total = ", ".join(f"{status} × {count}" for status, count in sorted(_totals(told).items()))
    lines += ["", f"{told.calls} calls: {total}"]
    lines += [f"excused {count} ×: {why}" for why, count in sorted(told.excused.items())]
    lines += [f"never answered well: {label}" for label in labels if not _succeeded(told, label)]
    return "\n".join([*lines, *troubles(told)])


def troubles(told: Told) -> list[str]:
    """Why the run is a failure; empty if it is none."""
    broken = {key: count for key, count in told.answers.items() if key[1] >= 500}
    found = [f"BROKEN {label}: {status} × {n}" for (label, status), n in sorted(broken.items())]
    if told.failed_rounds:
        found.append(
            f"{told.failed_rounds} rounds found what contradicts the description; see above"
        )
    return found


def _statuses(told: Told, label: str) -> str:
    own = sorted((status, count) for (each, status), count in told.answers.items() if each == label)
    return "  ".join(f"{status} × {count}" for status, count in own) or "not called"


def _totals(told: Told) -> dict[int, int]:
    totals: dict[int, int] = {}
    for (_, status), count in told.answers.items():
        totals[status] = totals.get(status, 0) + count
    return totals


def _succeeded(told: Told, label: str) -> bool:
    return any(each == label and status < 400 for each, status in told.answers)
