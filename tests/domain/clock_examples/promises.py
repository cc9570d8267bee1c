"""Extensions and verdicts: days are compared, and an apology makes nothing on time."""

from tests.domain.clock_examples.example import Example

LICENCE = "3.000347 online"
STARTED = "start 05/10/2026 09:00"  # due Mon 12/10/2026 09:00
MORTGAGE = "1.011441 direct"  # the same day; with a reason at most 3 working days

VERDICTS = (
    Example(
        name="ended on the last working day before",
        filing=LICENCE,
        entries=f"{STARTED}; end 09/10/2026 16:00",
        due="12/10/2026 09:00",
        by_hand="Fri 9 is before Mon 12.",
        verdict="early",
        kept=True,
        spent="4d 5h",
        left="3h",
    ),
    Example(
        name="ended on the Sunday before",
        filing=LICENCE,
        entries=f"{STARTED}; end 11/10/2026 23:59:59",
        due="12/10/2026 09:00",
        by_hand="Sun 11 in Hanoi.",
        verdict="early",
        kept=True,
    ),
    Example(
        name="ended on the due day, after its time",
        filing=LICENCE,
        entries=f"{STARTED}; end 12/10/2026 22:00",
        due="12/10/2026 09:00",
        by_hand="Days are compared: Mon 12 is Mon 12.",
        verdict="on_time",
        kept=True,
    ),
    Example(
        name="ended at midnight in Hanoi, still the 12th in UTC",
        filing=LICENCE,
        entries=f"{STARTED}; end 13/10/2026 00:00",
        due="12/10/2026 09:00",
        by_hand="Tue 13 in Hanoi.",
        verdict="late",
        kept=False,
    ),
    Example(
        name="a procedure without a limit",
        filing="2.000033 online",
        entries=f"{STARTED}; end 20/10/2026 09:00",
        due="none",
        by_hand="No due date: on time.",
        verdict="on_time",
    ),
    Example(
        name="ended during a pause that began in time",
        filing=LICENCE,
        entries=f"{STARTED}; pause supplement 07/10/2026 09:00; end 02/11/2026 09:00",
        due="none",
        by_hand="The papers never came; nothing was due.",
        verdict="on_time",
        left="3d",
    ),
    Example(
        name="ended during a pause that began too late",
        filing=LICENCE,
        entries=f"{STARTED}; pause supplement 13/10/2026 09:00; end 02/11/2026 09:00",
        due="12/10/2026 09:00",
        by_hand="Mon 12 had passed before the papers were asked for.",
        verdict="late",
        kept=False,
    ),
    Example(
        name="recalled, and ended after the due day",
        filing=LICENCE,
        entries=f"""{STARTED}; end 09/10/2026 16:00
            reopen 13/10/2026 08:00; end 14/10/2026 08:00""",
        due="12/10/2026 09:00",
        by_hand="The first end never counted; Wed 14 is after Mon 12.",
        verdict="late",
        kept=False,
    ),
    Example(
        name="withdrawn before work began",
        filing=LICENCE,
        entries="start 10/10/2026 10:00; end 10/10/2026 11:00",
        due="19/10/2026 07:00",
        by_hand="Would begin Mon 12 07:00; due Mon 19. Sat 10 is before it.",
        verdict="early",
        kept=True,
        spent="0h",
    ),
)

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
        name="a pause after an apology moves the promise, not the day that was missed",
        filing=LICENCE,
        entries=f"""{STARTED}; extend 16/10/2026 at 12/10/2026 08:00
            pause third_party 14/10/2026 07:00; resume third_party 19/10/2026 07:00""",
        due="21/10/2026 17:00",
        legal="12/10/2026 09:00",
        by_hand="Wed 14, Thu 15, Fri 16 were left: Mon 19, Tue 20, Wed 21, until work ends.",
    ),
    Example(
        name="a pause after an early apology moves both days",
        filing=LICENCE,
        entries=f"""{STARTED}; extend 16/10/2026 at 08/10/2026 09:00
            pause third_party 09/10/2026 09:00; resume third_party 12/10/2026 09:00""",
        due="19/10/2026 17:00",
        legal="13/10/2026 09:00",
        by_hand="Left: 1 day of the law's, 5 days 6 h of the promise; both from Mon 12 09:00:"
        " Tue 13 09:00; Mon 19 09:00 and 6 h more, 17:00.",
    ),
)
