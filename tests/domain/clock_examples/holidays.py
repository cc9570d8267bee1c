"""Working days over Tết, swapped days, made-up Saturdays and the other public holidays."""

from tests.domain.clock_examples.example import Example

LICENCE, ONE_DAY, COMPANY = "3.000347 online", "1.001445 direct", "2.001583 online"  # 5, 1, 3

TET = (
    Example(
        name="five days over Tết 2026",
        filing=LICENCE,
        entries="start 12/02/2026 09:00",
        due="26/02/2026 09:00",
        by_hand="Fri 13 (1); off from Sat 14 to Sun 22 (Tết 16-20); Mon 23 (2) to Thu 26 (5).",
    ),
    Example(
        name="the evening before Tết",
        filing=LICENCE,
        entries="start 13/02/2026 17:00",
        due="02/03/2026 07:00",
        by_hand="Begins Mon 23 07:00; Tue 24, Wed 25, Thu 26, Fri 27, Mon 2/3 (5).",
    ),
    Example(
        name="on the first day of the lunar year",
        filing=LICENCE,
        entries="start 17/02/2026 08:00",
        due="02/03/2026 07:00",
        by_hand="Begins Mon 23 07:00, as from the evening before Tết.",
    ),
    Example(
        name="the Saturday before Tết",
        filing=ONE_DAY,
        entries="start 14/02/2026 10:00",
        due="24/02/2026 07:00",
        by_hand="Begins Mon 23 07:00; Tue 24 (1).",
    ),
    Example(
        name="twenty days with Tết between",
        filing="2.000986 direct",
        entries="start 02/02/2026 08:00",
        due="09/03/2026 08:00",
        by_hand="Feb 3-6 (4), 9-13 (9), 23-27 (14), Mar 2-6 (19), Mon 9 (20).",
    ),
    Example(
        name="twenty-seven days with Tết between",
        filing="1.013978 direct",
        entries="start 05/02/2026 14:00",
        due="23/03/2026 14:00",
        by_hand="Feb 6 (1), 9-13 (6), 23-27 (11), Mar 2-6 (16), 9-13 (21), 16-20 (26), Mon 23 (27).",
    ),
    Example(
        name="thirty days with Tết between",
        filing="1.012753 postal",
        entries="start 09/02/2026 10:00",
        due="30/03/2026 10:00",
        by_hand="Feb 10-13 (4), 23-27 (9), Mar 2-6 (14), 9-13 (19), 16-20 (24), 23-27 (29), 30 (30).",
    ),
    Example(
        name="Tết 2027, which is an estimate",
        filing=ONE_DAY,
        entries="start 03/02/2027 10:00",
        due="11/02/2027 10:00",
        by_hand="Off from Thu 4 to Wed 10 as estimated; Thu 11 (1).",
        uncertain=(2027,),
    ),
)

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
