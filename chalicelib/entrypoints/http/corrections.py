"""Corrections by officers, over HTTP."""

from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.dossier_out import dossier_out
from chalicelib.entrypoints.http.idempotency import REPLAYED
from chalicelib.usecases.correct_dossier import Correction, correct_dossier


def correct(call: Call[Correction, None], code: str) -> Answer:
    """Correct a dossier: recall it, reopen it, or waive what it owes.

    A recall takes a stop or a result that was not handed over yet back to processing; reopening
    takes back the hand-over. The reason is kept with the task that is opened or ended.
    """
    dossier, replayed = correct_dossier(call.world, code, call.body, call.caller, call.known_once)
    body = dossier_out(call.world, dossier, call.caller, call.language)
    return Answer(body, headers=REPLAYED if replayed else {})
