"""The same day and a pause: its rule is applied anew only after that day's work is over."""

from tests.domain.clock.examples.example import Example

EXTRACT = "2.000635 online"

SAME_DAY_PAUSES = (
    Example(
        name="the same day: five minutes after the cut-off",
        filing=EXTRACT,
        entries="""start 05/10/2026 08:00
            pause third_party 05/10/2026 16:00; resume third_party 05/10/2026 16:05""",
        due="05/10/2026 17:00",
        by_hand="Mon 5 is not over: due when it ends.",
    ),
    Example(
        name="the same day: until work ends",
        filing=EXTRACT,
        entries="""start 05/10/2026 08:00
            pause third_party 05/10/2026 16:00; resume third_party 05/10/2026 17:00""",
        due="06/10/2026 17:00",
        by_hand="Nobody works at 17:00 any more; anew from Tue 6 07:00.",
    ),
    Example(
        name="the same day: over the midday break",
        filing=EXTRACT,
        entries="""start 05/10/2026 08:00
            pause third_party 05/10/2026 11:00; resume third_party 05/10/2026 12:00""",
        due="05/10/2026 17:00",
        by_hand="Mon 5 is not over.",
    ),
    Example(
        name="the same day: until the next day after the cut-off",
        filing=EXTRACT,
        entries="""start 05/10/2026 08:00
            pause third_party 05/10/2026 16:00; resume third_party 06/10/2026 15:01""",
        due="07/10/2026 17:00",
        by_hand="Anew on Tue 6 15:01, after 15:00: Wed 7.",
    ),
    Example(
        name="the next working day: five minutes on it",
        filing=EXTRACT,
        entries="""start 05/10/2026 15:30
            pause third_party 06/10/2026 16:00; resume third_party 06/10/2026 16:05""",
        due="06/10/2026 17:00",
        by_hand="Received after 15:00, so Tue 6, which is not over.",
    ),
    Example(
        name="the next working day: from the night before it",
        filing=EXTRACT,
        entries="""start 09/10/2026 15:30
            pause third_party 11/10/2026 20:00; resume third_party 12/10/2026 15:30""",
        due="12/10/2026 17:00",
        by_hand="Due Mon 12; the night of Sun 11 gains no more than a pause from Mon 12 07:00.",
    ),
    Example(
        name="the same day: from its evening into the next day",
        filing=EXTRACT,
        entries="""start 05/10/2026 08:00
            pause third_party 05/10/2026 17:30; resume third_party 06/10/2026 10:00""",
        due="06/10/2026 17:00",
        by_hand="Mon 5 was still in time; anew on Tue 6 10:00.",
    ),
    Example(
        name="the same day: until a made-up Saturday",
        filing=EXTRACT,
        entries="""start 09/01/2026 08:00
            pause third_party 09/01/2026 16:00; resume third_party 10/01/2026 08:00""",
        due="10/01/2026 17:00",
        by_hand="Anew on Sat 10, which is worked.",
    ),
    Example(
        name="the same day: its fee is paid on that day after the cut-off",
        filing="1.005103 direct case=other_vehicle",
        entries="""start 05/10/2026 08:00
            pause financial_obligation 05/10/2026 08:00
            resume financial_obligation 05/10/2026 15:30""",
        due="05/10/2026 17:00",
        by_hand="Received at 08:00; Mon 5 is not over.",
    ),
)
