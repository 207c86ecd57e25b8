"""What the summary agrees: five actions at the most, who does them, what is declined."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from audit.usecases.audits import Saved
from tests.closings import finding_of, name_of, send
from tests.web.audits.summaries import address, filled, now

pytestmark = pytest.mark.usefixtures("on_the_day")


def test_summary_asks_which_to_drop_for_a_sixth_action(
    mentor: FlaskClient, session: Session, draft: Saved
) -> None:
    document = draft.document
    sixth = name_of(document, "R2.6", "chosen")
    changes = {sixth: "y", name_of(document, "R2.6", "pic"): "Joko"}

    answer = send(mentor, address(draft), version=1, **filled(document, **changes))

    assert answer.status_code == 422
    assert f'href="#{sixth}"' in answer.text and "Lepas satu dulu: K3.4" in answer.text
    assert answer.text.count("checked") - 3 == 6  # three praises, and six actions as ticked
    stored_now = now(session, draft)
    assert finding_of(stored_now, "R2.6").action.pic == "Joko"
    assert sum(f.action.chosen for f in stored_now.findings) == 5


def test_summary_drops_one_for_another(mentor: FlaskClient, session: Session, draft: Saved) -> None:
    document = draft.document
    fields = filled(document, **{name_of(document, "R2.6", "chosen"): "y"})
    del fields[name_of(document, "R5.5", "chosen")]

    send(mentor, address(draft), version=1, **fields)

    chosen = {f.item for f in now(session, draft).findings if f.action.chosen}
    assert chosen == {"K3.4", "R4.3", "R5.1", "R5.3", "R2.6"}


def test_summary_can_have_fewer_than_five(
    mentor: FlaskClient, session: Session, draft: Saved
) -> None:
    fields = filled(draft.document)
    del fields[name_of(draft.document, "R5.5", "chosen")]

    send(mentor, address(draft), version=1, **fields)

    chosen = {f.item for f in now(session, draft).findings if f.action.chosen}
    assert chosen == {"K3.4", "R4.3", "R5.1", "R5.3"}


def test_summary_gives_one_pic_to_all_chosen_actions(
    mentor: FlaskClient, session: Session, draft: Saved
) -> None:
    send(mentor, address(draft), version=1, everyone_pic="Joko", **filled(draft.document))

    findings = now(session, draft).findings
    assert {f.action.pic for f in findings if f.action.chosen} == {"Joko"}
    assert {f.action.pic for f in findings if not f.action.chosen} == {""}


def test_summary_declines_only_a_nilai_of_two(
    mentor: FlaskClient, session: Session, draft: Saved
) -> None:
    document = draft.document
    changes = {name_of(document, item, "declined"): "y" for item in ("R4.2", "R4.3")}

    send(mentor, address(draft), version=1, **filled(document, **changes))

    after = now(session, draft)
    assert finding_of(after, "R4.2").declined and not finding_of(after, "R4.3").declined
    page = mentor.get(address(draft)).text
    assert re.search(r'data-slot="declined_count">1<', page)
    assert re.search(r'<section class="findings" data-slot="declined">', page)


def test_summary_takes_other_praises_but_at_most_three(
    mentor: FlaskClient, session: Session, draft: Saved
) -> None:
    fields = {**filled(draft.document), "praises": ["", "R3.1", "R3.2"]}
    send(mentor, address(draft), version=1, **fields)
    assert now(session, draft).praises == ("R3.1", "R3.2")

    more = {**fields, "praises": ["R3.1", "R3.2", "R1.1", "R1.2"]}
    answer = send(mentor, address(draft), version=2, **more)

    assert answer.status_code == 422 and "paling banyak tiga" in answer.text
    assert now(session, draft).praises == ("R3.1", "R3.2")
