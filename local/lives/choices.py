"""What happens next to a dossier: drawn by weight from what is legal where it stands."""

from random import Random

from local.lives.place import Place, Standing

_P = Place

_WAITS_FOR_MONEY = {
    "pay_wallet": 40,
    "pay_counter": 25,
    "cancel_then_pay": 8,
    "order_then_counter": 8,
    "waive": 8,
    "withdraw": 4,
    "withdraw_then_pay": 4,
}

_WEIGHTS: dict[Place, dict[str, int]] = {
    _P.INTAKE: {
        "accepted": 70,
        "valid_awaiting_fee": 70,
        "rejected": 6,
        "supplement_requested": 15,
        "withdraw": 4,
    },
    _P.FEE_FIRST: _WAITS_FOR_MONEY,
    _P.FEE: _WAITS_FOR_MONEY,
    _P.FEE_ON_RESULT: {"pay_counter": 70, "waive": 10, "recall": 10},
    _P.STEP: {
        "completed": 65,
        "supplement_requested": 10,
        "fee_assessed": 40,
        "stopped": 6,
        "withdraw": 4,
        "pause": 5,
        "resume": 30,
        "extension": 5,
    },
    _P.PAPERS: {"supply": 85, "withdraw": 10},
    _P.RESULT: {"delivered": 75, "undelivered": 8, "recall": 8},
    _P.STOPPED: {"recall": 35, "": 65},
    _P.RETURNED: {"reopen": 6, "": 94},
    _P.REFUSED: {"": 1},
    _P.WITHDRAWN: {"": 1},
}
"""`` is the end. What is not possible for this dossier is taken out below."""

ROUNDS = 3
"""So often the same exception happens to one dossier, so that every life ends."""

_EXCEPTIONS = {
    *("supplement_requested", "fee_assessed", "pause", "extension"),
    *("recall", "reopen", "undelivered", "cancel_then_pay"),
}


def choose(random: Random, now: Standing, done: list[str], *, wallet: bool) -> str:
    """The next act, `` when the life is over."""
    possible = {
        act: weight
        for act, weight in _WEIGHTS[now.place].items()
        if _may(act, now, wallet=wallet) and not (act in _EXCEPTIONS and done.count(act) >= ROUNDS)
    }
    return random.choices(list(possible), list(possible.values()))[0]


def _may(act: str, now: Standing, *, wallet: bool) -> bool:
    checked_first = now.timing == "after_validity_check" and now.owes
    online = wallet and not now.assessed
    return {
        "accepted": not checked_first,
        "valid_awaiting_fee": checked_first,
        "pay_wallet": online,
        "cancel_then_pay": online,
        "order_then_counter": online,
        "withdraw_then_pay": online,
        "fee_assessed": now.timing == "assessed",
        "pause": not now.held,
        "resume": now.held,
        "extension": not now.held,
    }.get(act, True)
