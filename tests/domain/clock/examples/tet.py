"""Working days over Tết, the longest holiday of the year."""

from tests.domain.clock.examples.example import Example

LICENCE, ONE_DAY = "3.000347 online", "1.001445 direct"  # 5 working days, 1 working day

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
