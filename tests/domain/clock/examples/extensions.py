"""Extensions: an apology makes nothing on time, a reason that the law accepts does."""

from tests.domain.clock.examples.example import Example

LICENCE = "3.000347 online"
STARTED = "start 05/10/2026 09:00"  # due Mon 12/10/2026 09:00
MORTGAGE = "1.011441 direct"  # the same day; with a reason at most 3 working days

EXTENSIONS = (
    Example(
        name="an apology promises another day",
        filing=LICENCE,
        entries=f"{STARTED}; extend 16/10/2026 at 12/10/2026 08:00",
        due="16/10/2026 17:00",
        legal="12/10/2026 09:00",
        by_hand="The slip says Fri 16, until work ends; the law still says Mon 12.",
    ),
    Example(
        name="an apology that was kept is late all the same",
        filing=LICENCE,
        entries=f"{STARTED}; extend 16/10/2026 at 12/10/2026 08:00; end 15/10/2026 10:00",
        due="16/10/2026 17:00",
        legal="12/10/2026 09:00",
        by_hand="Thu 15 is before Fri 16, but after Mon 12.",
        verdict="late",
        kept=True,
    ),
    Example(
        name="an apology was not needed in the end",
        filing=LICENCE,
        entries=f"{STARTED}; extend 16/10/2026 at 12/10/2026 08:00; end 12/10/2026 16:00",
        due="16/10/2026 17:00",
        legal="12/10/2026 09:00",
        by_hand="Mon 12 is Mon 12.",
        verdict="on_time",
        kept=True,
    ),
    Example(
        name="a second apology",
        filing=LICENCE,
        entries=f"""{STARTED}; extend 16/10/2026 at 12/10/2026 08:00
            extend 23/10/2026 at 16/10/2026 15:00""",
        due="23/10/2026 17:00",
        legal="12/10/2026 09:00",
        by_hand="The last promise is Fri 23.",
    ),
    Example(
        name="three working days with a reason, as the procedure allows",
        filing=MORTGAGE,
        entries="""start 05/10/2026 08:00
            extend 08/10/2026 at 05/10/2026 16:00; end 08/10/2026 16:00""",
        due="08/10/2026 17:00",
        legal="08/10/2026 08:00",
        by_hand="3 working days from Mon 5: Tue 6, Wed 7, Thu 8; ended on Thu 8.",
        verdict="on_time",
        kept=True,
    ),
    Example(
        name="one working day with a reason, fewer than the procedure allows",
        filing=MORTGAGE,
        entries="start 05/10/2026 08:00; extend 06/10/2026 at 05/10/2026 16:00",
        due="06/10/2026 17:00",
        by_hand="What is promised within the allowed time is also the law's day.",
    ),
    Example(
        name="more than the procedure allows with a reason",
        filing=MORTGAGE,
        entries="""start 05/10/2026 08:00
            extend 12/10/2026 at 05/10/2026 16:00; end 09/10/2026 09:00""",
        due="12/10/2026 17:00",
        legal="08/10/2026 08:00",
        by_hand="At most 3 working days: Thu 8; Fri 9 is after it.",
        verdict="late",
        kept=True,
    ),
    Example(
        name="a reason given only after the due day",
        filing=MORTGAGE,
        entries="start 05/10/2026 08:00; extend 08/10/2026 at 06/10/2026 08:00",
        due="08/10/2026 17:00",
        legal="05/10/2026 17:00",
        by_hand="Mon 5 was over on Tue 6; the reason came too late.",
    ),
    Example(
        name="the longest time moves with a pause, too",
        filing=MORTGAGE,
        entries="""start 05/10/2026 08:00
            pause third_party 05/10/2026 10:00; resume third_party 06/10/2026 10:00
            extend 12/10/2026 at 06/10/2026 16:00""",
        due="12/10/2026 17:00",
        legal="09/10/2026 08:00",
        by_hand="2 h spent, 2 days 6 h of the 3 days left from Tue 6 10:00: Thu 8 10:00, and 6 h:"
        " 17:00 (5 h), Fri 9 08:00.",
    ),
    Example(
        name="a pause after an apology moves the promise, not the day that was missed",
        filing=LICENCE,
        entries=f"""{STARTED}; extend 16/10/2026 at 12/10/2026 08:00
            pause third_party 14/10/2026 07:00; resume third_party 19/10/2026 07:00""",
        due="21/10/2026 17:00",
        legal="12/10/2026 09:00",
        by_hand="From Wed 14 07:00 to Fri 16 17:00: 2 days 10 h; from Mon 19 07:00: Wed 21 17:00.",
    ),
    Example(
        name="a pause after an early apology moves both days",
        filing=LICENCE,
        entries=f"""{STARTED}; extend 16/10/2026 at 08/10/2026 09:00
            pause third_party 09/10/2026 09:00; resume third_party 12/10/2026 09:00""",
        due="19/10/2026 17:00",
        legal="13/10/2026 09:00",
        by_hand="Left: 1 working day of the law's, 7 days 8 h of the promise (until Fri 16 17:00);"
        " both from Mon 12 09:00: Tue 13 09:00, Mon 19 17:00.",
    ),
)
