"""The plan of an action: what, by whom, until when."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField

from audit.domain.plans import Plan
from audit.storage.actions import Action
from audit.usecases.replanning import edition
from audit.web.forms.fields import ChoiceField, NameField, filled
from audit.web.forms.finding import DayField, LongField, not_before
from audit.web.labels import labels

NEEDED = {
    "text": _l("Tulis tindakannya."),
    "pic": _l("Tulis siapa yang mengerjakan."),
    "due_on": _l("Pilih tenggatnya."),
}


class PlanForm(FlaskForm):
    """`seen` says on which state of the action the person decided."""

    text = LongField(_l("Tindakan"))
    root_cause = LongField(_l("Akar masalah"))
    pic = NameField(_l("PIC"))
    due_on = DayField(_l("Tenggat"))
    priority = ChoiceField(_l("Prioritas"), lambda: labels()["priority"])
    cost = ChoiceField(_l("Biaya"), lambda: labels()["cost"])
    seen = HiddenField()

    def plan(self) -> Plan:
        """What was filled in, as the use-case takes it."""
        return Plan(
            text=self.text.data.strip(),
            root_cause=self.root_cause.data.strip(),
            pic=self.pic.data,
            due_on=self.due_on.data,
            priority=self.priority.data,
            cost=self.cost.data,
        )


def plan_form(action: Action, audited_on: date) -> PlanForm:
    """The form of one action; what the owner chose needs somebody and a date."""
    form = PlanForm(obj=action)
    if not form.is_submitted():
        form.seen.data = edition(action)
    needed = ("text", "pic", "due_on") if action.chosen else ("text",)
    for name in needed:
        rule: Any = filled(NEEDED[name])
        field = form[name]
        field.validators = [rule, *field.validators]
        field.flags.required = True
    earliest = not_before(audited_on, _l("Tenggat paling awal hari audit, %(day)s."))
    form.due_on.validators = [*form.due_on.validators, earliest]
    return form
