"""The buttons of an action: what may happen next, and what is said when it may not."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from audit.domain.actions import ENDED, LIVE, moves_from
from audit.storage.actions import Action
from audit.usecases.acting import Taker

FORWARD = ("closed", "reported")
"""The steps that bring an action nearer to its end; only those are pressed by habit."""


@dataclass(frozen=True)
class Button:
    """One step to press: to which state, with which words."""

    to: str
    words: str
    primary: bool = False
    quiet: bool = False


def buttons(action: Action, who: Taker) -> list[Button]:
    """What this person may do with the action now, the likeliest first."""
    steps = {move.to for move in moves_from(action.state, who.actor)}
    if who.reported(action):
        steps -= {"closed"}
    order = [to for to in ("closed", "reported", "in_progress", "open") if to in steps]
    listed = [Button(to, words(action.state, to), primary=to in FORWARD) for to in order]
    if "cancelled" in steps:
        listed.append(Button("cancelled", _("Batalkan tindakan"), quiet=True))
    return listed


def words(state: str, to: str) -> str:
    """What is written on the button of a step."""
    if state == "reported" and to == "in_progress":
        return str(_("Belum sesuai"))
    known = {
        "open": _("Buka lagi"),
        "in_progress": _("Kerjakan lagi") if state in ENDED else _("Mulai dikerjakan"),
        "reported": _("Laporkan sudah dikerjakan"),
        "closed": _("Verifikasi dan tutup"),
    }
    return str(known[to])


def hint(action: Action, *, own: bool) -> str:
    """What the note is for, in the state that the action is in; `own` where he reported it."""
    if own:
        said = _("Untuk “Belum sesuai” dan pembatalan: alasannya.")
    elif action.state == "reported":
        said = _(
            "Untuk menutup: apa yang Anda lihat, atau foto. "
            "Untuk “Belum sesuai” dan pembatalan: alasannya."
        )
    elif action.state in LIVE:
        said = _("Untuk melapor: apa yang dikerjakan, atau foto. Untuk pembatalan: alasannya.")
    else:
        said = _("Mengapa dibuka lagi?")
    return str(said)


def sentences(kinds: Sequence[str]) -> list[str]:
    """Why a step was refused, for the person who took it."""
    known = {
        "needs_proof": _("Tulis catatan atau lampirkan foto sebagai bukti."),
        "needs_reason": _("Tulis alasannya, paling sedikit lima huruf."),
        "own_work": _("Anda yang melaporkan tindakan ini; orang lain yang memverifikasi."),
        "not_allowed": _("Langkah ini tidak berlaku untuk tindakan ini sekarang."),
    }
    return [str(known[kind]) for kind in kinds]
