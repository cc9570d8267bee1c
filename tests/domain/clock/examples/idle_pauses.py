"""Pauses in which nobody works: everything is due as before, whatever the unit."""

from tests.domain.clock.examples.example import Example

RECORD, LICENCE = "3.000333 online", "3.000347 online"  # 10 days, 5 working days
ONE_DAY, EXTRACT = "1.001445 direct", "2.000635 online"  # 1 working day, the same day
MORTGAGE = "1.011441 direct"  # the same day; with a reason at most 3 working days

IDLE_PAUSES = (
    Example(
        name="ten days: a minute in the evening",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause third_party 09/10/2026 18:00; resume third_party 09/10/2026 18:01""",
        due="15/10/2026 09:00",
        by_hand="Nobody works on Fri 9 after 17:00: Thu 15 09:00, as without the pause.",
        spent="4d 9h 1m",
        left="5d 14h 59m",
    ),
    Example(
        name="ten days: a whole weekend, to the minute",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause third_party 09/10/2026 17:00; resume third_party 12/10/2026 07:00""",
        due="15/10/2026 09:00",
        by_hand="Work ended on Fri 9 17:00 and begins on Mon 12 07:00.",
    ),
    Example(
        name="ten days: the midday break",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause third_party 09/10/2026 11:30; resume third_party 09/10/2026 13:30""",
        due="15/10/2026 09:00",
        by_hand="Nobody works from 11:30 to 13:30.",
    ),
    Example(
        name="ten days: two seconds around midnight in Hanoi",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause third_party 08/10/2026 23:59:59; resume third_party 09/10/2026 00:00:01""",
        due="15/10/2026 09:00",
        by_hand="Another day, but no work.",
    ),
    Example(
        name="ten days: over Tết",
        filing=RECORD,
        entries="""start 10/02/2026 09:00
            pause third_party 13/02/2026 17:30; resume third_party 21/02/2026 12:00""",
        due="23/02/2026 07:00",
        by_hand="10 + 10 = Fri 20, Tết; weekend: Mon 23. Off from Fri 13 17:00 to Mon 23 07:00: no work.",
    ),
    Example(
        name="ten days: the night before a made-up Saturday",
        filing=RECORD,
        entries="""start 05/01/2026 09:00
            pause third_party 09/01/2026 18:00; resume third_party 10/01/2026 06:00""",
        due="15/01/2026 09:00",
        by_hand="Work on Sat 10 begins at 07:00.",
    ),
    Example(
        name="ten days: after a made-up Saturday",
        filing=RECORD,
        entries="""start 05/01/2026 09:00
            pause third_party 10/01/2026 17:00; resume third_party 11/01/2026 22:00""",
        due="15/01/2026 09:00",
        by_hand="Work on Sat 10 ends at 17:00; Sun 11 is off.",
    ),
    Example(
        name="ten days: two grounds at once, both over before work begins",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause supplement 09/10/2026 18:00; pause third_party 09/10/2026 20:00
            resume supplement 10/10/2026 08:00; resume third_party 11/10/2026 22:00""",
        due="15/10/2026 09:00",
        by_hand="From Fri 9 18:00 to Sun 11 22:00 nobody works.",
    ),
    Example(
        name="ten days: every evening of a week",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause third_party 05/10/2026 17:00; resume third_party 06/10/2026 07:00
            pause third_party 06/10/2026 17:00; resume third_party 07/10/2026 07:00
            pause third_party 07/10/2026 17:00; resume third_party 08/10/2026 07:00""",
        due="15/10/2026 09:00",
        by_hand="Three nights without work.",
    ),
    Example(
        name="ten days: before counting begins",
        filing=RECORD,
        entries="""start 10/10/2026 10:00
            pause third_party 10/10/2026 10:00; resume third_party 11/10/2026 20:00""",
        due="22/10/2026 07:00",
        by_hand="Begins Mon 12 07:00 all the same: Thu 22 07:00.",
        spent="0h",
        left="10d",
    ),
    Example(
        name="ten days: the evening of the due day",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause third_party 15/10/2026 18:00; resume third_party 16/10/2026 06:00
            end 16/10/2026 10:00""",
        due="15/10/2026 09:00",
        by_hand="Work on Thu 15 was over; Fri 16 is after it.",
        verdict="late",
        kept=False,
    ),
    Example(
        name="ten days: an evening after the due day",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause third_party 16/10/2026 18:00; resume third_party 17/10/2026 06:00""",
        due="15/10/2026 09:00",
        by_hand="Late since Thu 15 was over.",
    ),
    Example(
        name="one working day: the evening of the due day",
        filing=ONE_DAY,
        entries="""start 05/10/2026 09:00
            pause supplement 06/10/2026 18:00; resume supplement 07/10/2026 06:00
            end 07/10/2026 10:00""",
        due="06/10/2026 09:00",
        by_hand="Work on Tue 6 was over; Wed 7 is after it.",
        verdict="late",
        kept=False,
    ),
    Example(
        name="eight working hours: within the midday break",
        filing="1.013083 online",
        entries="""start 05/10/2026 09:00
            pause verification 05/10/2026 11:45; resume verification 05/10/2026 13:15""",
        due="06/10/2026 09:00",
        by_hand="Mon 11:30 (2.5), 17:00 (6), Tue 09:00 (8).",
    ),
    Example(
        name="the same day: that evening",
        filing=MORTGAGE,
        entries="""start 05/10/2026 08:00
            pause third_party 05/10/2026 18:00; resume third_party 06/10/2026 06:00
            end 06/10/2026 08:00""",
        due="05/10/2026 17:00",
        by_hand="Work on Mon 5 was over; Tue 6 is after it.",
        verdict="late",
        kept=False,
    ),
    Example(
        name="the same day: from the end of work over Tết",
        filing=EXTRACT,
        entries="""start 13/02/2026 08:00
            pause third_party 13/02/2026 17:00; resume third_party 23/02/2026 07:00""",
        due="13/02/2026 17:00",
        by_hand="Off from Fri 13 17:00 to Mon 23 07:00.",
    ),
    Example(
        name="a lawful extension: overnight",
        filing=MORTGAGE,
        entries="""start 05/10/2026 08:00
            extend 06/10/2026 at 05/10/2026 16:00; pause third_party 05/10/2026 18:00
            resume third_party 06/10/2026 06:00; end 07/10/2026 15:00""",
        due="06/10/2026 17:00",
        by_hand="Tue 6 was granted; Wed 7 is after it.",
        verdict="late",
        kept=False,
    ),
    Example(
        name="the longest time: the midday break",
        filing=MORTGAGE,
        entries="""start 05/10/2026 08:00
            pause third_party 05/10/2026 12:00; resume third_party 05/10/2026 13:00
            extend 12/10/2026 at 05/10/2026 16:00""",
        due="12/10/2026 17:00",
        legal="08/10/2026 08:00",
        by_hand="3 working days from Mon 5 08:00: Thu 8 08:00, as without the pause.",
    ),
    Example(
        name="a promised day: from Friday evening to Saturday",
        filing=LICENCE,
        entries="""start 05/10/2026 09:00
            extend 16/10/2026 at 08/10/2026 09:00; pause third_party 09/10/2026 18:00
            resume third_party 10/10/2026 10:00""",
        due="16/10/2026 17:00",
        legal="12/10/2026 09:00",
        by_hand="Neither Fri 16 nor the law's Mon 12 moves.",
    ),
    Example(
        name="a promised day: the evening of the legal due day",
        filing=LICENCE,
        entries="""start 05/10/2026 09:00
            extend 16/10/2026 at 08/10/2026 09:00; pause third_party 12/10/2026 18:00
            resume third_party 13/10/2026 06:00""",
        due="16/10/2026 17:00",
        legal="12/10/2026 09:00",
        by_hand="Neither Fri 16 nor the law's Mon 12 moves.",
    ),
    Example(
        name="counted from the beginning after a night",
        filing=LICENCE,
        entries="""start 05/10/2026 09:00
            pause supplement 08/10/2026 18:00; restart 09/10/2026 06:00""",
        due="16/10/2026 07:00",
        by_hand="A restart is no pause: 5 days from Fri 9 07:00: 12, 13, 14, 15, Fri 16.",
        spent="0h",
    ),
    Example(
        name="ten working days after completion, after a night",
        filing="2.000986 direct",
        entries="""start 05/10/2026 08:00
            pause supplement 07/10/2026 18:00; remainder 10 08/10/2026 06:00""",
        due="22/10/2026 07:00",
        by_hand="Two weeks from Thu 8 07:00, whatever the pause.",
        left="10d",
    ),
)
