"""Working days that were swapped for a Saturday, and the Saturdays that are worked for them."""

from tests.domain.clock.examples.example import Example

LICENCE, ONE_DAY = "3.000347 online", "1.001445 direct"  # 5 working days, 1
COMPANY = "2.001583 online"  # 3

SWAPS = (
    Example(
        name="2 January 2026 is off, swapped for Saturday the 10th",
        filing=ONE_DAY,
        entries="start 31/12/2025 10:00",
        due="05/01/2026 10:00",
        by_hand="Thu 1 and Fri 2 off, weekend, Mon 5 (1).",
    ),
    Example(
        name="filed on 2 January 2026 itself",
        filing=ONE_DAY,
        entries="start 02/01/2026 09:00",
        due="06/01/2026 07:00",
        by_hand="Begins Mon 5 07:00; Tue 6 (1).",
    ),
    Example(
        name="due on the Saturday that is worked",
        filing=ONE_DAY,
        entries="start 09/01/2026 09:00",
        due="10/01/2026 09:00",
        by_hand="Sat 10 is worked for 2 January: (1).",
    ),
    Example(
        name="filed on the Saturday that is worked",
        filing=ONE_DAY,
        entries="start 10/01/2026 10:00",
        due="12/01/2026 10:00",
        by_hand="Sat 10 10:00 is working time; Mon 12 (1).",
    ),
    Example(
        name="the evening before the Saturday that is worked",
        filing=ONE_DAY,
        entries="start 09/01/2026 17:30",
        due="12/01/2026 07:00",
        by_hand="Begins Sat 10 07:00; Mon 12 (1).",
    ),
    Example(
        name="a week with six working days",
        filing=LICENCE,
        entries="start 05/01/2026 08:00",
        due="10/01/2026 08:00",
        by_hand="Tue 6, Wed 7, Thu 8, Fri 9, Sat 10 (5).",
    ),
    Example(
        name="from the last afternoon of 2025",
        filing=LICENCE,
        entries="start 31/12/2025 15:30",
        due="09/01/2026 15:30",
        by_hand="Mon 5 (1), Tue 6, Wed 7, Thu 8, Fri 9 (5).",
    ),
    Example(
        name="the made-up Saturday of August 2026",
        filing=ONE_DAY,
        entries="start 21/08/2026 14:00",
        due="22/08/2026 14:00",
        by_hand="Sat 22 is worked for Mon 31: (1).",
    ),
    Example(
        name="two days from the made-up Saturday of August 2026",
        filing="2.002288 online",
        entries="start 22/08/2026 16:00",
        due="25/08/2026 16:00",
        by_hand="Mon 24 (1), Tue 25 (2).",
    ),
    Example(
        name="30 April 2024 with its made-up Saturday",
        filing=COMPANY,
        entries="start 26/04/2024 10:00",
        due="04/05/2024 10:00",
        by_hand="Mon 29 swapped off, 30 and 1 off, Thu 2 (1), Fri 3 (2), Sat 4 worked (3).",
    ),
    Example(
        name="the made-up Saturday of April 2025",
        filing=ONE_DAY,
        entries="start 25/04/2025 11:00",
        due="26/04/2025 11:00",
        by_hand="Sat 26 is worked for 2 May: (1).",
    ),
)
