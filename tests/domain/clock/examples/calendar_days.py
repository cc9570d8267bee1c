"""Calendar days: all count; what ends on a day off ends when work begins next."""

from tests.domain.clock.examples.example import Example

RECORD, MARRIAGE = "3.000333 online", "2.000806 direct"  # 10 days, 5 days

CALENDAR_DAYS = (
    Example(
        name="ten days, weekend included",
        filing=RECORD,
        entries="start 05/10/2026 09:00",
        due="15/10/2026 09:00",
        by_hand="5 + 10 = 15, a Thursday.",
    ),
    Example(
        name="ending on a Saturday",
        filing=MARRIAGE,
        entries="start 05/10/2026 16:00",
        due="12/10/2026 07:00",
        by_hand="5 + 5 = Sat 10, not worked: Mon 12, when work begins.",
    ),
    Example(
        name="one day from a Friday",
        filing="1.001193 direct",
        entries="start 09/10/2026 10:00",
        due="12/10/2026 07:00",
        by_hand="Sat 10 is not worked: Mon 12.",
    ),
    Example(
        name="ending in Tết",
        filing="1.004873 direct",
        entries="start 13/02/2026 09:00",
        due="23/02/2026 07:00",
        by_hand="13 + 3 = Mon 16, Tết until Fri 20, weekend: Mon 23.",
    ),
    Example(
        name="ending on 30 April",
        filing="1.013225 direct case=works",
        entries="start 10/04/2026 15:00",
        due="04/05/2026 07:00",
        by_hand="20 days: Thu 30/04, off; Fri 1 off, weekend: Mon 4.",
    ),
    Example(
        name="ending on 1 May",
        filing="1.013225 direct case=detached_house",
        entries="start 16/04/2026 10:00",
        due="04/05/2026 07:00",
        by_hand="15 days: Fri 01/05, off, weekend: Mon 4.",
    ),
    Example(
        name="beginning and ending on a Saturday",
        filing="3.000340 online",
        entries="start 10/10/2026 10:00",
        due="26/10/2026 07:00",
        by_hand="Begins Mon 12 07:00; 12 days: Sat 24, not worked: Mon 26.",
    ),
    Example(
        name="ending on a made-up Saturday",
        filing=MARRIAGE,
        entries="start 05/01/2026 09:30",
        due="10/01/2026 09:30",
        by_hand="5 + 5 = Sat 10, which is worked.",
    ),
    Example(
        name="ending on 24 November",
        filing="3.000346 online case=car",
        entries="start 17/11/2026 14:00",
        due="25/11/2026 07:00",
        by_hand="7 days: Tue 24, off: Wed 25.",
    ),
    Example(
        name="beginning within the days off of 2 September",
        filing="1.004873 direct",
        entries="start 30/08/2026 09:00",
        due="07/09/2026 07:00",
        by_hand="Begins Thu 3 07:00; 3 days: Sun 6, not worked: Mon 7.",
    ),
    Example(
        name="ending on New Year's Day of a year that is not announced",
        filing=RECORD,
        entries="start 22/12/2026 11:00",
        due="04/01/2027 07:00",
        by_hand="10 days: Fri 01/01, off, weekend: Mon 4.",
        uncertain=(2027,),
    ),
    Example(
        name="three days by post",
        filing="3.000346 postal case=car",
        entries="start 06/10/2026 08:00",
        due="09/10/2026 08:00",
        by_hand="6 + 3 = Fri 9.",
    ),
)
