"""The closing steps with nothing on them, for a tablet to keep and fill in.

The patterns that scripts copy are made by the same macros as the pages of the server,
over an audit of nobody.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from wtforms.fields import SelectChoice

from audit.domain.document import Document, Finding, MentorRef, WorkshopRef
from audit.instruments import load
from audit.usecases.closing import Closing
from audit.web.audits.closing_words import signers, words
from audit.web.audits.gaps import sentences
from audit.web.forms.conclusion import ConclusionForm
from audit.web.forms.finding import FindingForm, finding_form
from audit.web.forms.owner import OwnerForm, PickForm, pick_form, terms
from audit.web.forms.signature import SIGNERS, SignatureForm

NOBODY = UUID(int=0)
"""Stands for every id; the scripts put the right one in its place."""
NO_TOKEN = {"csrf": False}
"""A page that is kept has no token of anybody's session; its scripts send no form."""


@dataclass(frozen=True)
class Patterns:
    """One of each thing that a summary has many of."""

    closing: Closing
    finding: Finding
    fields: FindingForm
    praise: Any


@dataclass(frozen=True)
class PickPatterns:
    """One of each thing that an owner screen has many of."""

    closing: Closing
    finding: Finding
    fields: PickForm


@dataclass(frozen=True)
class BlankForms:
    """The forms of a step without findings."""

    main: ConclusionForm | OwnerForm
    findings: dict[UUID, Any] = field(default_factory=dict)


def blank_closing(instrument: str) -> Closing:
    """The end of an audit of nobody, with nothing rated."""
    document = Document(
        id=NOBODY,
        instrument=instrument,
        audited_on=date(2026, 1, 1),
        workshop=WorkshopRef(id=NOBODY, name=""),
        mentor=MentorRef(id=NOBODY, name=""),
    )
    return Closing(document, load(instrument), (), (), (), "", frozenset(), {})


def conclusion(closing: Closing) -> ConclusionForm:
    """The audit's own fields, with one praise to copy."""
    form = ConclusionForm(None, meta=NO_TOKEN)
    form.praises.choices = [SelectChoice(next(closing.instrument.items()).code)]
    return form


def patterns(instrument: str) -> Patterns:
    """What the scripts of the summary copy."""
    closing = blank_closing(instrument)
    first = next(closing.instrument.items())
    finding = Finding(id=NOBODY, item=first.code, repeat=2)
    form = finding_form(finding, None, declinable=True, audited_on=closing.document.audited_on)
    return Patterns(closing, finding, form, next(iter(conclusion(closing).praises)))


def pick_patterns(instrument: str) -> PickPatterns:
    """What the scripts of the owner screen copy."""
    closing = blank_closing(instrument)
    finding = Finding(id=NOBODY, item=next(closing.instrument.items()).code)
    form = pick_form(finding, finding, None, closing.document.audited_on)
    return PickPatterns(closing, finding, form)


def blank(instrument: str) -> dict[str, Any]:
    """What the templates of all closing steps show before the page is anybody's."""
    return {
        "closing": blank_closing(instrument),
        "saved": "",
        "notices": (),
        "wrong": {},
        "groups": (),
        "words": words(),
        "kinds": sentences(),
    }


def blank_summary(instrument: str) -> dict[str, Any]:
    """The summary of nobody's visit."""
    main = ConclusionForm(None, meta=NO_TOKEN)
    main.praises.choices = []
    return blank(instrument) | {"form": BlankForms(main), "patterns": patterns(instrument)}


def blank_owner(instrument: str) -> dict[str, Any]:
    """The owner screen of nobody's visit."""
    copied = pick_patterns(instrument)
    return blank(instrument) | {
        "form": BlankForms(OwnerForm(None, meta=NO_TOKEN)),
        "patterns": copied,
        "names": (),
        "terms": terms(copied.closing.document.audited_on),
    }


def blank_sign(instrument: str) -> dict[str, Any]:
    """The page of signatures, with the places to sign."""
    forms = {s: SignatureForm(None, prefix=f"{s}-", meta=NO_TOKEN) for s in SIGNERS}
    return blank_held(instrument) | {"forms": forms, "allowed": ()}


def blank_held(instrument: str) -> dict[str, Any]:
    """The result of an audit that the server does not have yet."""
    return blank(instrument) | {"signers": signers()}
