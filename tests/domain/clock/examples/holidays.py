"""Working days over the other public holidays, and days in lieu of those on a Sunday."""

from tests.domain.clock.examples.example import Example

LICENCE, ONE_DAY = "3.000347 online", "1.001445 direct"  # 5 working days, 1
COMPANY = "2.001583 online"  # 3

HOLIDAYS = (
    Example(
        name="30 April and 1 May 2026",
        filing=COMPANY,
        entries="start 29/04/2026 10:00",
        due="06/05/2026 10:00",
        by_hand="Thu 30 and Fri 1 off, weekend, Mon 4 (1), Tue 5 (2), Wed 6 (3).",
    ),
    Example(
        name="30 April to 4 May 2025",
        filing="2.002288 online",
        entries="start 28/04/2025 08:00",
        due="05/05/2025 08:00",
        by_hand="Tue 29 (1); Wed 30, Thu 1, Fri 2 off, weekend; Mon 5 (2).",
    ),
    Example(
        name="the Hùng Kings' day on a Sunday, and the Monday in its place",
        filing=ONE_DAY,
        entries="start 24/04/2026 16:00",
        due="28/04/2026 16:00",
        by_hand="Weekend with the holiday, Mon 27 off in its place, Tue 28 (1).",
    ),
    Example(
        name="two holidays within five days",
        filing=LICENCE,
        entries="start 23/04/2026 09:00",
        due="05/05/2026 09:00",
        by_hand="Fri 24 (1), Mon 27 off, Tue 28 (2), Wed 29 (3), off to Sun 3, Mon 4 (4), Tue 5 (5).",
    ),
    Example(
        name="ten days over both",
        filing="1.012906 direct",
        entries="start 17/04/2026 14:30",
        due="06/05/2026 14:30",
        by_hand="Apr 20-24 (5), Tue 28 (6), Wed 29 (7), May Mon 4 (8), Tue 5 (9), Wed 6 (10).",
    ),
    Example(
        name="2 September 2026 makes five days off",
        filing=ONE_DAY,
        entries="start 28/08/2026 09:00",
        due="03/09/2026 09:00",
        by_hand="Sat 29, Sun 30, Mon 31 swapped off, Tue 1 and Wed 2 off, Thu 3 (1).",
    ),
    Example(
        name="five days over 2 September 2026",
        filing=LICENCE,
        entries="start 26/08/2026 13:30",
        due="07/09/2026 13:30",
        by_hand="Thu 27 (1), Fri 28 (2), Thu 3 (3), Fri 4 (4), Mon 7 (5).",
    ),
    Example(
        name="eight days with a made-up Saturday and 2 September",
        filing="1.001456 direct",
        entries="start 20/08/2026 08:30",
        due="03/09/2026 08:30",
        by_hand="Fri 21 (1), Sat 22 (2), 24-28 (7), off to Wed 2, Thu 3 (8).",
    ),
    Example(
        name="24 November 2026",
        filing=ONE_DAY,
        entries="start 23/11/2026 09:00",
        due="25/11/2026 09:00",
        by_hand="Tue 24 off, Wed 25 (1).",
    ),
)
