"""Verdicts: days are compared."""

from tests.domain.clock.examples.example import Example

LICENCE = "3.000347 online"
STARTED = "start 05/10/2026 09:00"  # due Mon 12/10/2026 09:00

VERDICTS = (
    Example(
        name="ended on the last working day before",
        filing=LICENCE,
        entries=f"{STARTED}; end 09/10/2026 16:00",
        due="12/10/2026 09:00",
        by_hand="Fri 9 is before Mon 12.",
        verdict="early",
        kept=True,
        spent="4d 5h",
        left="3h",
    ),
    Example(
        name="ended on the Sunday before",
        filing=LICENCE,
        entries=f"{STARTED}; end 11/10/2026 23:59:59",
        due="12/10/2026 09:00",
        by_hand="Sun 11 in Hanoi.",
        verdict="early",
        kept=True,
    ),
    Example(
        name="ended on the due day, after its time",
        filing=LICENCE,
        entries=f"{STARTED}; end 12/10/2026 22:00",
        due="12/10/2026 09:00",
        by_hand="Days are compared: Mon 12 is Mon 12.",
        verdict="on_time",
        kept=True,
    ),
    Example(
        name="ended at midnight in Hanoi, still the 12th in UTC",
        filing=LICENCE,
        entries=f"{STARTED}; end 13/10/2026 00:00",
        due="12/10/2026 09:00",
        by_hand="Tue 13 in Hanoi.",
        verdict="late",
        kept=False,
    ),
    Example(
        name="a procedure without a limit",
        filing="2.000033 online",
        entries=f"{STARTED}; end 20/10/2026 09:00",
        due="none",
        by_hand="No due date: on time.",
        verdict="on_time",
    ),
    Example(
        name="ended during a pause that began in time",
        filing=LICENCE,
        entries=f"{STARTED}; pause supplement 07/10/2026 09:00; end 02/11/2026 09:00",
        due="none",
        by_hand="The papers never came; nothing was due.",
        verdict="on_time",
        left="3d",
    ),
    Example(
        name="ended during a pause that began too late",
        filing=LICENCE,
        entries=f"{STARTED}; pause supplement 13/10/2026 09:00; end 02/11/2026 09:00",
        due="12/10/2026 09:00",
        by_hand="Mon 12 had passed before the papers were asked for.",
        verdict="late",
        kept=False,
    ),
    Example(
        name="recalled, and ended after the due day",
        filing=LICENCE,
        entries=f"""{STARTED}; end 09/10/2026 16:00
            reopen 13/10/2026 08:00; end 14/10/2026 08:00""",
        due="12/10/2026 09:00",
        by_hand="The first end never counted; Wed 14 is after Mon 12.",
        verdict="late",
        kept=False,
    ),
    Example(
        name="withdrawn before work began",
        filing=LICENCE,
        entries="start 10/10/2026 10:00; end 10/10/2026 11:00",
        due="19/10/2026 07:00",
        by_hand="Would begin Mon 12 07:00; due Mon 19. Sat 10 is before it.",
        verdict="early",
        kept=True,
        spent="0h",
    ),
)
