"""A day on a slip and a pause: it moves by the length of the pause, to the end of work."""

from tests.domain.clock.examples.example import Example

LICENCE, MORTGAGE = "3.000347 online", "1.011441 direct"  # 5 working days, the same day

PROMISED_DAY_PAUSES = (
    Example(
        name="a promised day: an hour",
        filing=LICENCE,
        entries="""start 05/10/2026 09:00
            extend 16/10/2026 at 08/10/2026 09:00; pause third_party 09/10/2026 09:00
            resume third_party 09/10/2026 10:00""",
        due="16/10/2026 17:00",
        legal="12/10/2026 10:00",
        by_hand="Fri 16 17:00 and 1 h: still Fri 16. The law's Mon 12 09:00 is 10:00.",
    ),
    Example(
        name="a promised day: from Friday to Monday",
        filing=LICENCE,
        entries="""start 05/10/2026 09:00
            extend 16/10/2026 at 08/10/2026 09:00; pause third_party 09/10/2026 16:00
            resume third_party 12/10/2026 08:00""",
        due="19/10/2026 17:00",
        legal="12/10/2026 11:00",
        by_hand="Fri 16 17:00 and 2 days 16 h: Mon 19 09:00, until work ends. The law's: 3 h left, Mon 12 11:00.",
    ),
    Example(
        name="a promised day: from Thursday to Friday evening",
        filing=LICENCE,
        entries="""start 05/10/2026 09:00
            extend 23/10/2026 at 12/10/2026 09:00; pause third_party 15/10/2026 16:00
            resume third_party 16/10/2026 18:00""",
        due="26/10/2026 17:00",
        legal="12/10/2026 09:00",
        by_hand="Fri 23 17:00 and 26 h: Sat 24, so Mon 26. The law's Mon 12 was missed.",
    ),
    Example(
        name="a promised day: two minutes as work ends",
        filing=LICENCE,
        entries="""start 05/10/2026 09:00
            extend 16/10/2026 at 12/10/2026 09:00; pause third_party 16/10/2026 16:59
            resume third_party 16/10/2026 17:01""",
        due="16/10/2026 17:00",
        legal="12/10/2026 09:00",
        by_hand="Fri 16 17:02 is still Fri 16.",
    ),
    Example(
        name="a promised day: all its working time",
        filing=LICENCE,
        entries="""start 05/10/2026 09:00
            extend 16/10/2026 at 12/10/2026 09:00; pause third_party 16/10/2026 07:00
            resume third_party 16/10/2026 18:00""",
        due="19/10/2026 17:00",
        legal="12/10/2026 09:00",
        by_hand="Fri 16 17:00 and 11 h: Sat 17, so Mon 19.",
    ),
    Example(
        name="a lawful extension: a minute of work and a night",
        filing=MORTGAGE,
        entries="""start 05/10/2026 08:00
            extend 06/10/2026 at 05/10/2026 16:00; pause third_party 05/10/2026 16:59
            resume third_party 06/10/2026 06:00""",
        due="07/10/2026 17:00",
        by_hand="Tue 6 17:00 and 13 h 1 min: Wed 7 06:01, until work ends.",
    ),
)
