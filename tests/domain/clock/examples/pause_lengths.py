"""Calendar days and a pause in which somebody works: they move by its length, no more."""

from tests.domain.clock.examples.example import Example

RECORD, MARRIAGE = "3.000333 online", "2.000806 direct"  # 10 days, 5 days

PAUSE_LENGTHS = (
    Example(
        name="ten days: over a weekend and one minute of work",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause third_party 09/10/2026 17:00; resume third_party 12/10/2026 07:01""",
        due="19/10/2026 07:00",
        by_hand="2 days 14 h 1 min later than Thu 15 09:00: Sat 17 23:01, so Mon 19 07:00.",
    ),
    Example(
        name="ten days: a minute of work and the midday break",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause third_party 09/10/2026 11:29; resume third_party 09/10/2026 13:30""",
        due="15/10/2026 11:01",
        by_hand="2 h 1 min later than Thu 15 09:00.",
    ),
    Example(
        name="ten days: five minutes",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause third_party 09/10/2026 16:00; resume third_party 09/10/2026 16:05""",
        due="15/10/2026 09:05",
        by_hand="5 minutes later, no more.",
    ),
    Example(
        name="ten days: a minute before the weekend",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause third_party 09/10/2026 16:59; resume third_party 09/10/2026 17:00""",
        due="15/10/2026 09:01",
        by_hand="1 minute later: the weekend counts, as all days do.",
    ),
    Example(
        name="ten days: papers brought in the evening",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause supplement 08/10/2026 09:00; resume supplement 12/10/2026 20:00""",
        due="19/10/2026 20:00",
        by_hand="3 days spent, 7 left from Mon 12 20:00: Mon 19, a day that is worked.",
        spent="3d",
        left="7d",
    ),
    Example(
        name="ten days: what is spent counts from the evening, too",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause supplement 08/10/2026 09:00; resume supplement 09/10/2026 20:00
            pause supplement 12/10/2026 08:00""",
        due="none",
        by_hand="3 days; from Fri 9 20:00 to Mon 12 08:00 2 days 12 h.",
        spent="5d 12h",
        left="4d 12h",
    ),
    Example(
        name="ten days: papers brought at midnight in Hanoi",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause supplement 08/10/2026 09:00; resume supplement 09/10/2026 00:00""",
        due="16/10/2026 07:00",
        by_hand="7 days from Fri 9 00:00: Fri 16 00:00, before work: 07:00.",
    ),
    Example(
        name="ten days: over Tết and back at work",
        filing=RECORD,
        entries="""start 10/02/2026 09:00
            pause third_party 13/02/2026 16:00; resume third_party 23/02/2026 08:00""",
        due="02/03/2026 07:00",
        by_hand="3 days 7 h spent; 6 days 17 h from Mon 23 08:00: Sun 01/03 01:00, so Mon 2 07:00.",
    ),
    Example(
        name="ten days: until a made-up Saturday is worked",
        filing=RECORD,
        entries="""start 05/01/2026 09:00
            pause third_party 09/01/2026 18:00; resume third_party 10/01/2026 10:00""",
        due="16/01/2026 07:00",
        by_hand="Sat 10 is worked from 07:00: 16 h later than Thu 15 09:00: Fri 16 01:00, so 07:00.",
    ),
    Example(
        name="ten days: two grounds at once, one over when work has begun",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause supplement 09/10/2026 18:00; pause third_party 10/10/2026 20:00
            resume supplement 11/10/2026 08:00; resume third_party 12/10/2026 08:00""",
        due="19/10/2026 07:00",
        by_hand="From Fri 9 18:00 to Mon 12 08:00: 2 days 14 h later, Sat 17 23:00, so Mon 19 07:00.",
    ),
    Example(
        name="ten days: a second pause at night adds nothing to the first",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause third_party 07/10/2026 09:00; resume third_party 08/10/2026 09:00
            pause third_party 08/10/2026 19:00; resume third_party 09/10/2026 05:00""",
        due="16/10/2026 09:00",
        by_hand="1 day later than Thu 15; the night counts.",
    ),
    Example(
        name="five days: due on a Saturday, a pause that ends before it does",
        filing=MARRIAGE,
        entries="""start 05/10/2026 16:00
            pause supplement 07/10/2026 09:00; resume supplement 08/10/2026 09:00""",
        due="12/10/2026 07:00",
        by_hand="Sat 10 16:00 and 1 day: Sun 11, so Mon 12 07:00, as without the pause.",
    ),
    Example(
        name="ten days: on the due day, after its time",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause supplement 15/10/2026 14:00; resume supplement 16/10/2026 10:00""",
        due="16/10/2026 10:00",
        by_hand="Thu 15 was still in time, nothing was left: due when the pause is over.",
    ),
    Example(
        name="ten days: after the due day",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause third_party 16/10/2026 10:00; resume third_party 19/10/2026 10:00""",
        due="15/10/2026 09:00",
        by_hand="Late since Thu 15 was over.",
    ),
    Example(
        name="ten days from the beginning, while another ground holds until the evening",
        filing=RECORD,
        entries="""start 05/10/2026 09:00
            pause supplement 08/10/2026 09:00; pause third_party 08/10/2026 10:00
            restart 09/10/2026 09:00; resume third_party 09/10/2026 18:00""",
        due="22/10/2026 07:00",
        by_hand="It begins as at reception: Mon 12 07:00; 10 days: Thu 22 07:00.",
    ),
    Example(
        name="ten days: an agency that works on Saturdays",
        filing=RECORD,
        agency={"weekend": [7]},
        entries="""start 05/10/2026 09:00
            pause third_party 09/10/2026 18:00; resume third_party 10/10/2026 10:00""",
        due="16/10/2026 07:00",
        by_hand="Work on Sat 10 from 07:00: 16 h later than Thu 15 09:00: Fri 16 01:00, so 07:00.",
    ),
)
