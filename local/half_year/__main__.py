"""Count the half-year twice and compare every figure of every group.

python -m local.half_year [SCALE]   one dossier for every SCALE of 172,440; 10 unless given
"""

import sys

from local.half_year.compare import PERIODS, differences
from local.half_year.lives import lives


def main() -> int:
    """The command; 0 when both computations agree in everything."""
    scale = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    found = list(lives(scale))
    wrong = 0
    for first, last in PERIODS:
        differing, compared = differences(found, first, last)
        print(f"{first:%d/%m/%Y} to {last:%d/%m/%Y}: {compared} figures, {len(differing)} differ")
        for line in differing:
            print(f"  {line}")
        wrong += len(differing)
    print(f"{len(found)} dossiers")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
