"""`python -m tests.crash.report`: how many crash points and interleavings each use case survives."""

import sys

from tests.crash.all_scenes import ALL_SCENES
from tests.crash.points import crash, interleave
from tests.crash.rivals import RIVALS


def main() -> int:
    """Prints a line per use case and the totals; 1 if anything was lost."""
    totals = [0, 0, 0, 0]
    for scene in ALL_SCENES:
        tried, losses = crash(scene)
        met, clashes = 0, 0
        for rival in RIVALS.values():
            count, found = interleave(scene, rival)
            met, clashes = met + count, clashes + len({(loss.point, loss.moment) for loss in found})
        lost = len({(loss.point, loss.moment) for loss in losses})
        _say(scene.name, (tried, lost, met, clashes))
        for number, value in enumerate((tried, lost, met, clashes)):
            totals[number] += value
        for loss in losses:
            sys.stdout.write(f"    {loss.moment} {loss.point}: {loss.what}\n")
    tried, lost, met, clashes = totals
    _say(f"all {len(ALL_SCENES)}", (tried, lost, met, clashes))
    return 1 if lost or clashes else 0


def _say(name: str, counts: tuple[int, int, int, int]) -> None:
    tried, lost, met, clashes = counts
    crashes = f"{tried - lost} of {tried} crash points survived"
    rivals = f"{met - clashes} of {met} interleavings"
    sys.stdout.write(f"{name:30} {crashes:40} {rivals}\n")


if __name__ == "__main__":
    sys.exit(main())
