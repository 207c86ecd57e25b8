"""What the closing steps show of an audit."""

from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Answer, Carried
from audit.domain.scoring import shown
from audit.extensions import photo_store
from audit.storage import audits
from audit.storage.accounts import User
from audit.usecases.audits import Saved
from audit.usecases.closing import Closing, closing
from tests.closings import final, finding_of, rated
from tests.factories import a_workshop, stored
from tests.usecases.visits import a_visit, finished

People = dict[str, User]


def closing_of(session: Session, user: User, saved: Saved) -> Closing:
    row = audits.get(session, user, saved.document.id)
    return closing(session, photo_store(), row, row.read())


def test_five_are_chosen_and_the_rest_follows(session: Session, people: People) -> None:
    draft = rated(people["mentor"], a_workshop(people["mentor"]))

    state = closing_of(session, people["mentor"], draft)

    assert [finding.item for finding in state.chosen][:1] == ["K3.4"]
    assert (len(state.chosen), len(state.others), len(state.declined)) == (5, 18, 0)
    assert shown(state.card.total) == "55,0"
    assert state.if_done is not None and state.sequence == 1


def test_what_gets_done_is_told_once_everything_is_rated(session: Session, people: People) -> None:
    draft = rated(people["mentor"], a_workshop(people["mentor"]))
    fewer = {c: a for c, a in draft.document.answers.items() if c != "R1.1"}
    stored(people["mentor"], replace(draft.document, answers=fewer), 1)

    assert closing_of(session, people["mentor"], draft).if_done is None


def test_a_declined_finding_stands_apart(session: Session, people: People) -> None:
    draft = rated(people["mentor"], a_workshop(people["mentor"]))
    finding = finding_of(draft.document, "R4.2")
    assert draft.document.answer("R4.2").score == 2
    declined = replace(finding, declined=True, edited=("declined",))
    findings = tuple(declined if f == finding else f for f in draft.document.findings)
    stored(people["mentor"], replace(draft.document, findings=findings), 1)

    state = closing_of(session, people["mentor"], draft)

    assert [f.item for f in state.declined] == ["R4.2"]
    assert state.declinable(state.declined[0])
    assert declined.id not in {f.id for f in state.chosen + state.others}


def test_what_comes_back_a_third_time_is_asked_why(session: Session, people: People) -> None:
    mentor, workshop = people["mentor"], a_workshop(people["mentor"])
    for day in (0, 40):
        finished(mentor, a_visit(workshop, mentor, {"R2.1": 1}, day))
    draft = stored(mentor, a_visit(workshop, mentor, {"R2.1": 1, "R3.1": 1}, 80))

    state = closing_of(session, mentor, draft)

    why, new = (finding_of(state.document, item) for item in ("R2.1", "R3.1"))
    assert state.asks_why(why) and state.same_action(why)
    assert not state.asks_why(new) and not state.same_action(new)
    assert state.tried == {"R2.1": [why.action.text]}
    assert {"root_cause", "same_action"} <= {missing.kind for missing in state.blocks}


def test_earlier_actions_are_one_list_those_to_look_at_first(
    session: Session, people: People
) -> None:
    mentor, workshop = people["mentor"], a_workshop(people["mentor"])
    done = final(mentor, workshop)
    draft = rated(mentor, workshop, answers={"R1.1": Answer(score=3)})
    first, second, *rest = done.document.findings
    carried = (
        Carried(action=first.id, found="selesai", note="dilihat"),
        Carried(action=second.id, found="belum"),
    )
    stored(mentor, replace(draft.document, carried=carried), 1)

    state = closing_of(session, mentor, draft)

    found = [(look.action.id, look.found) for look in state.looks]
    assert {action for action, _ in found[:-2]} == {finding.id for finding in rest}
    assert found[-2:] == [(second.id, "belum"), (first.id, "selesai")]
    assert (state.looked_at, state.carried_items[first.id]) == (2, first.item)
    assert state.sequence == 2


def test_names_to_offer_begin_with_the_workshops_own(session: Session, people: People) -> None:
    mentor = people["mentor"]
    workshop = a_workshop(mentor, owner_name="Sri", pic_name="Joko")
    final(mentor, workshop)

    state = closing_of(session, mentor, rated(mentor, workshop))

    assert state.names == ["Sri", "Joko", "Kepala bengkel"]


def test_praise_is_picked_from_two_to_four_without_k3(session: Session, people: People) -> None:
    draft = rated(people["mentor"], a_workshop(people["mentor"]))

    state = closing_of(session, people["mentor"], draft)
    codes = [item.code for item in state.praisable()]

    assert codes[:3] == list(draft.document.praises)
    assert min(state.score(code) for code in codes) == 2
    assert not any(code.startswith("K3") for code in codes)
