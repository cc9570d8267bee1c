"""What a pause that comes too late, a restart and a fixed remainder do to a limit."""

from tests.domain.clock.examples.example import Example

LICENCE, ONE_DAY = "3.000347 online", "1.001445 direct"  # 5 working days, 1 working day
RECORD = "3.000333 online"  # 10 days

RULES = (
    Example(
        name="papers asked for after the due day do not heal it",
        filing=ONE_DAY,
        entries="""start 05/10/2026 09:00
            pause supplement 07/10/2026 09:00; resume supplement 09/10/2026 09:00""",
        due="06/10/2026 09:00",
        by_hand="Due Tue 6; asked on Wed 7, one day late. It stays due on Tue 6.",
    ),
    Example(
        name="papers asked for on the due day, after its time",
        filing=ONE_DAY,
        entries="""start 05/10/2026 09:00
            pause supplement 06/10/2026 14:00; resume supplement 09/10/2026 10:00""",
        due="09/10/2026 10:00",
        by_hand="Days are compared, so Tue 6 was still in time; nothing is left: due at once.",
    ),
    Example(
        name="paused after the due day: still due then",
        filing=ONE_DAY,
        entries="start 05/10/2026 09:00; pause supplement 07/10/2026 09:00",
        due="06/10/2026 09:00",
        by_hand="A pause that comes too late suspends nothing.",
        left="0h",
    ),
    Example(
        name="counted from the beginning",
        filing=LICENCE,
        entries="""start 05/10/2026 09:00
            pause supplement 08/10/2026 09:00; restart 13/10/2026 10:30""",
        due="20/10/2026 10:30",
        by_hand="5 days from Tue 13 10:30: Wed 14, Thu 15, Fri 16, Mon 19, Tue 20.",
        spent="0h",
    ),
    Example(
        name="counted from the beginning while another ground holds",
        filing=LICENCE,
        entries="""start 05/10/2026 09:00
            pause supplement 08/10/2026 09:00; pause third_party 09/10/2026 09:00
            restart 13/10/2026 10:30; resume third_party 14/10/2026 08:00""",
        due="21/10/2026 08:00",
        by_hand="5 days from Wed 14 08:00: Thu 15, Fri 16, Mon 19, Tue 20, Wed 21.",
    ),
    Example(
        name="restarted after the due day: the law's day was missed, the promise is new",
        filing=ONE_DAY,
        entries="""start 05/10/2026 09:00
            pause supplement 07/10/2026 09:00; restart 09/10/2026 09:00""",
        due="12/10/2026 09:00",
        legal="06/10/2026 09:00",
        by_hand="1 day from Fri 9: Mon 12. Tue 6 had passed before the papers were asked for.",
    ),
    Example(
        name="ten working days after completion",
        filing="2.000986 direct",
        entries="""start 05/10/2026 08:00
            pause supplement 07/10/2026 08:00; remainder 10 12/10/2026 14:00""",
        due="26/10/2026 14:00",
        by_hand="Two weeks from Mon 12 14:00, whatever was left of the 20 days.",
        spent="2d",
        left="10d",
    ),
    Example(
        name="ten working days after completion of what had calendar days",
        filing=RECORD,
        entries="""start 05/10/2026 08:00
            pause supplement 07/10/2026 08:00; remainder 10 10/10/2026 14:00""",
        due="26/10/2026 07:00",
        by_hand="Begins Mon 12 07:00; two weeks: Mon 26 07:00.",
    ),
)
