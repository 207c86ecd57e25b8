"""A red tag as forms: what it says, what becomes of the thing, why it is open again."""

import re
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from audit.domain.red_tags import parts_of, reason_of
from audit.storage.base import new_id
from audit.storage.red_tags import RedTag
from audit.usecases.red_tags import Decision, Facts
from audit.web import clock
from audit.web.filters import day
from audit.web.forms.fields import NameField, filled
from audit.web.forms.finding import DayField, LongField, not_before
from audit.web.labels import label, labels

SHA256 = re.compile("[0-9a-f]{64}")


def reasons() -> list[SelectChoice]:
    """The usual reasons, and one for everything else."""
    known = [SelectChoice(value, str(word)) for value, word in labels()["tag_reason"].items()]
    return [*known, SelectChoice("", _("lainnya"))]


def reason_words(reason: str) -> str:
    """A reason, its usual part in the language of the page."""
    usual, own = parts_of(reason)
    return reason_of(label("tag_reason", usual), own)


def decisions() -> list[SelectChoice]:
    """What can become of a thing."""
    return [SelectChoice(value, str(word)) for value, word in labels()["decision"].items()]


def hash_only(text: str | None) -> str:
    """The name of a photo, or nothing: a page can't ask for any other address."""
    return text if text and SHA256.fullmatch(text) else ""


def not_after(latest: date, sentence: str) -> Any:
    """A rule: the date is not after another; `sentence` names that as ``%(day)s``."""

    def rule(_form: Any, field: Any) -> None:
        if field.data and field.data > latest:
            raise ValidationError(sentence % {"day": day(latest)})

    return rule


class RedTagForm(FlaskForm):
    """What a tag says; only the name must be there."""

    name = NameField(_l("Nama barang"), filled(_l("Tulis nama barangnya.")))
    quantity = NameField(_l("Jumlah"))
    area = NameField(_l("Area"))
    usual = RadioField(
        _l("Alasan"),
        choices=reasons,
        validate_choice=False,
        render_kw={"required": False},
    )
    own = NameField(_l("Alasan lain atau penjelasan"))
    photo = FileField(_l("Foto"))
    kept = HiddenField(filters=[hash_only])
    drop = BooleanField(_l("Buang foto"))
    tagged_on = DayField(_l("Tanggal label"), default=clock.today)
    new_id = HiddenField(default=lambda: str(new_id()))

    def no_later_than(self, decided_on: date | None) -> None:
        """The tag is attached today or earlier, and no later than the decision."""
        late = _("Tanggal ini belum tiba. Pilih paling lambat hari ini, %(day)s.", day="%(day)s")
        rules = [not_after(clock.today(), late)]
        if decided_on:
            after = _("Paling lambat tanggal keputusan, %(day)s.", day="%(day)s")
            rules.append(not_after(decided_on, after))
        self.tagged_on.validators = rules

    def facts(self) -> Facts:
        """What was filled in, as the use-cases take it; `kept` is the photo to show."""
        return Facts(
            name=self.name.data,
            tagged_on=self.tagged_on.data or clock.today(),
            quantity=self.quantity.data,
            area=self.area.data,
            reason=reason_of(self.usual.data or "", self.own.data),
            photo=None if self.drop.data else self.kept.data or None,
        )

    def key(self) -> UUID:
        """The id that a new tag gets: the same when the form is sent twice."""
        try:
            key = UUID(self.new_id.data)
        except ValueError:
            return new_id()
        return key if key.version == 7 else new_id()


def values(tag: RedTag) -> dict[str, Any]:
    """What the fields hold for a tag, by name."""
    usual, own = parts_of(tag.reason)
    return {
        "name": tag.name,
        "quantity": tag.quantity,
        "area": tag.area,
        "usual": usual,
        "own": own,
        "kept": tag.photo or "",
        "tagged_on": tag.tagged_on,
    }


class DecisionForm(FlaskForm):
    """What becomes of the thing: five buttons, the day, a note."""

    decided_on = DayField(_l("Tanggal keputusan"), default=clock.today)
    note = LongField(_l("Catatan"))
    decision = RadioField(
        _l("Keputusan"),
        choices=decisions,
        invalid_choice_message=_l("Pilih salah satu dari lima keputusan."),
    )

    def between(self, tagged_on: date) -> None:
        """The thing is decided on today at the latest, and after it was tagged."""
        early = _("Paling awal tanggal label, %(day)s.", day="%(day)s")
        late = _("Tanggal ini belum tiba. Pilih paling lambat hari ini, %(day)s.", day="%(day)s")
        self.decided_on.validators = [
            not_before(tagged_on, early),
            not_after(clock.today(), late),
        ]

    def made(self) -> Decision:
        """What was filled in, as the use-case takes it."""
        decided_on = self.decided_on.data or clock.today()
        return Decision(self.decision.data, decided_on, self.note.data)


class ReopenForm(FlaskForm):
    """Why a decision is taken back."""

    why = NameField(_l("Alasan"), filled(_l("Tulis mengapa keputusan ini ditarik.")))

    def line(self, decision: str, today: date) -> str:
        """What the note says of it: the day, what was decided before, and why not."""
        line: str = _(
            "Dibuka lagi %(day)s, sebelumnya %(decision)s: %(why)s",
            day=day(today),
            decision=label("decision", decision),
            why=self.why.data,
        )
        return line
