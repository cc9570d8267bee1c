"""An end that is taken back never counted; nor did anybody wait while the dossier was closed."""

from tests.domain.clock.examples.example import Example

LICENCE = "3.000347 online"
PAUSED = "start 05/10/2026 09:00; pause supplement 07/10/2026 09:00"  # 3 of 5 working days left
STOPPED = f"{PAUSED}; end 22/10/2026 00:00"

RECALLS = (
    Example(
        name="stopped during a pause and recalled three weeks later",
        filing=LICENCE,
        entries=f"{STOPPED}; reopen 12/11/2026 09:00",
        due="27/10/2026 07:00",
        by_hand="The pause ended with the stop: 3 days from Thu 22 07:00 are Thu, Fri, Mon.",
    ),
    Example(
        name="stopped during a pause and recalled at once",
        filing=LICENCE,
        entries=f"{STOPPED}; reopen 22/10/2026 00:00",
        due="27/10/2026 07:00",
        by_hand="The same: when it is recalled makes no difference.",
    ),
    Example(
        name="stopped during a pause for two reasons",
        filing=LICENCE,
        entries=f"""{PAUSED}; pause third_party 08/10/2026 09:00
            end 22/10/2026 09:00; reopen 12/11/2026 09:00""",
        due="27/10/2026 09:00",
        by_hand="Both were over on Thu 22 at 09:00; 3 days from then.",
    ),
    Example(
        name="recalled, and another is still waited for",
        filing=LICENCE,
        entries="""start 05/10/2026 09:00; pause third_party 07/10/2026 09:00
            end 08/10/2026 09:00; reopen 09/10/2026 09:00; pause third_party 09/10/2026 09:00
            resume third_party 14/10/2026 09:00""",
        due="16/10/2026 09:00",
        by_hand="2 days spent, Thu 8 to Fri 9 is the third; 2 are left on Wed 14 at 09:00.",
    ),
    Example(
        name="recalled after what was left is over, and held again",
        filing=LICENCE,
        entries="""start 05/10/2026 09:00; pause third_party 07/10/2026 09:00
            end 08/10/2026 09:00; reopen 20/10/2026 09:00; pause third_party 20/10/2026 09:00""",
        due="13/10/2026 09:00",
        by_hand="3 days from Thu 8 end on Tue 13: the second pause heals nothing.",
    ),
    Example(
        name="a pause in which nobody worked before the stop",
        filing=LICENCE,
        entries="""start 05/10/2026 09:00; pause third_party 09/10/2026 18:00
            end 10/10/2026 10:00; reopen 20/10/2026 09:00""",
        due="12/10/2026 09:00",
        by_hand="Fri 18:00 to Sat 10:00 is none: due Mon 12 as at first.",
    ),
    Example(
        name="paused after the due day, stopped and recalled",
        filing=LICENCE,
        entries="""start 05/10/2026 09:00; pause supplement 13/10/2026 09:00
            end 20/10/2026 09:00; reopen 21/10/2026 09:00; end 22/10/2026 09:00""",
        due="12/10/2026 09:00",
        by_hand="Mon 12 was over before the pause, and stays so.",
        verdict="late",
        kept=False,
    ),
)
