"""Corrections by officers, over HTTP."""

from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.dossier_out import dossier_out
from chalicelib.entrypoints.http.idempotency import REPLAYED
from chalicelib.usecases.correct_dossier import correct_dossier
from chalicelib.usecases.correction import Correction


def correct(call: Call[Correction, None], code: str) -> Answer:
    """Correct a dossier: recall it, reopen it, waive what it owes, or move its legal clock.

    A recall takes a stop or a result that was not handed over yet back to processing; reopening
    takes back the hand-over. A pause holds the clock while others are waited for, until resumed; an
    extension promises another day by a slip. The reason is kept with the task that is opened or
    ended, or with the clock.
    """
    dossier, replayed = correct_dossier(call.world, code, call.body, call.caller, call.known_once)
    body = dossier_out(call.world, dossier, call.caller, call.language)
    return Answer(body, headers=REPLAYED if replayed else {})
