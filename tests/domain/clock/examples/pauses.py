"""Pauses: what was spent stays spent, and what is left goes on."""

from tests.domain.clock.examples.example import Example

LICENCE = "3.000347 online"  # 5 working days
RECORD = "3.000333 online"  # 10 days

PAUSES = (
    Example(
        name="waiting for papers",
        filing=LICENCE,
        entries="""start 05/10/2026 09:00
            pause supplement 07/10/2026 09:00; resume supplement 12/10/2026 09:00""",
        due="15/10/2026 09:00",
        by_hand="2 days spent, 3 left: Tue 13, Wed 14, Thu 15.",
        spent="2d",
        left="3d",
    ),
    Example(
        name="waiting over Tết",
        filing=LICENCE,
        entries="""start 11/02/2026 08:00
            pause supplement 13/02/2026 08:00; resume supplement 23/02/2026 08:00""",
        due="26/02/2026 08:00",
        by_hand="2 days spent, 3 left: Tue 24, Wed 25, Thu 26.",
    ),
    Example(
        name="papers brought on a Saturday",
        filing=LICENCE,
        entries="""start 05/10/2026 09:00
            pause supplement 08/10/2026 14:00; resume supplement 10/10/2026 10:00""",
        due="13/10/2026 14:00",
        by_hand="Until Thu 14:00: 3 days 3 h. Left 1 day 5 h from Mon 12 07:00:"
        " Tue 13 07:00, 11:30 (4.5 h), 14:00 (5 h).",
        spent="3d 3h",
        left="1d 5h",
    ),
    Example(
        name="two grounds at once count once",
        filing=LICENCE,
        entries="""start 05/10/2026 09:00
            pause supplement 06/10/2026 09:00; pause third_party 07/10/2026 09:00
            resume supplement 08/10/2026 09:00; resume third_party 09/10/2026 09:00""",
        due="15/10/2026 09:00",
        by_hand="1 day spent, paused from Tue 6 to Fri 9, 4 left: 12, 13, 14, 15.",
    ),
    Example(
        name="the first ground is the last to end",
        filing=LICENCE,
        entries="""start 05/10/2026 09:00
            pause supplement 06/10/2026 09:00; pause third_party 07/10/2026 09:00
            resume third_party 08/10/2026 09:00; resume supplement 09/10/2026 09:00""",
        due="15/10/2026 09:00",
        by_hand="Paused from Tue 6 to Fri 9 all the same.",
    ),
    Example(
        name="one ground of two is over: nothing is due yet",
        filing=LICENCE,
        entries="""start 05/10/2026 09:00
            pause supplement 06/10/2026 09:00; pause third_party 07/10/2026 09:00
            resume supplement 08/10/2026 09:00""",
        due="none",
        by_hand="The third party is still waited for; 4 days are left.",
        left="4d",
    ),
    Example(
        name="waiting for the fee from the first moment",
        filing="1.004756 online",
        entries="""start 05/10/2026 10:00
            pause financial_obligation 05/10/2026 10:00
            resume financial_obligation 07/10/2026 15:00""",
        due="14/10/2026 15:00",
        by_hand="Nothing spent; 5 days from Wed 15:00: Thu 8, Fri 9, Mon 12, Tue 13, Wed 14.",
        spent="0h",
    ),
    Example(
        name="a pause outside of working time changes nothing",
        filing=LICENCE,
        entries="""start 05/10/2026 09:00
            pause verification 09/10/2026 18:00; resume verification 10/10/2026 10:00""",
        due="12/10/2026 09:00",
        by_hand="Until Fri 17:00: 4 days 6 h; 2 h left from Mon 12 07:00.",
        spent="4d 6h",
    ),
    Example(
        name="two pauses",
        filing=LICENCE,
        entries="""start 05/10/2026 09:00
            pause supplement 06/10/2026 09:00; resume supplement 07/10/2026 09:00
            pause verification 08/10/2026 09:00; resume verification 12/10/2026 09:00""",
        due="15/10/2026 09:00",
        by_hand="1 + 1 days spent, 3 left: Tue 13, Wed 14, Thu 15.",
    ),
    Example(
        name="a storm closes the office",
        filing="2.001583 online",
        entries="""start 06/10/2026 08:00
            pause force_majeure 07/10/2026 07:00; resume force_majeure 09/10/2026 07:00""",
        due="13/10/2026 08:00",
        by_hand="Tue 08:00-17:00: 7 h. Left 2 days 1 h from Fri 9 07:00: Tue 13 07:00, 08:00.",
        left="2d 1h",
    ),
    Example(
        name="a pause over 30 April",
        filing="2.001583 online",
        entries="""start 28/04/2026 10:00
            pause third_party 29/04/2026 10:00; resume third_party 02/05/2026 09:00""",
        due="06/05/2026 07:00",
        by_hand="1 day spent; 2 left from Mon 4 07:00: Tue 5, Wed 6.",
    ),
    Example(
        name="working hours",
        filing="1.013083 online",
        entries="""start 05/10/2026 09:00
            pause verification 05/10/2026 10:30; resume verification 06/10/2026 16:00""",
        due="07/10/2026 14:30",
        by_hand="1.5 h spent; 6.5 left: Tue (1), Wed morning (5.5), Wed 14:30 (6.5).",
        spent="1h 30m",
        left="6h 30m",
    ),
    Example(
        name="calendar days",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause supplement 08/10/2026 09:00; resume supplement 12/10/2026 09:00""",
        due="19/10/2026 09:00",
        by_hand="3 days spent, 7 left: 12 + 7 = Mon 19.",
    ),
    Example(
        name="calendar days that would end before work begins",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause supplement 08/10/2026 15:00; resume supplement 10/10/2026 10:00""",
        due="19/10/2026 07:00",
        by_hand="3 days 6 h spent; 6 days 18 h from Sat 10 10:00: Sat 17 04:00, so Mon 19 07:00.",
    ),
)
