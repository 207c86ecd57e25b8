"""Visits of one workshop, finished and corrected in any order: no action is lost or doubled."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.actions import LIVE
from audit.domain.document import Answer, Carried, Document, Finding, PlannedAction
from audit.domain.findings import finding_id
from audit.extensions import db, writing
from audit.storage import past_actions
from audit.storage.accounts import User
from audit.storage.actions import Action, ActionStep
from audit.storage.base import new_id, utc_now
from audit.storage.workshops import Workshop
from audit.usecases.audits import Edit, save
from audit.usecases.carry_over import asks_action, looks
from tests.factories import TODAY, a_workshop
from tests.usecases.visits import STANDARD, a_visit

ITEMS = ("R2.1", "R4.2")
LOW = st.sets(st.sampled_from(ITEMS))
PROOFS = st.sampled_from([("dilihat", ()), ("", ("b" * 64,)), ("baru mulai", ("c" * 64,))])
States = dict[UUID, str]


class Visits(RuleBasedStateMachine):
    """One mentor who finishes, corrects and sends again, while people move actions by hand."""

    mentor: User

    @initialize()
    def begin(self) -> None:
        self.workshop: Workshop = a_workshop(self.mentor)
        self.finals: dict[UUID, Document] = {}
        self.versions: dict[UUID, int] = {}
        self.sent: list[Edit] = []
        self.days = list(range(0, 80, 20))

    # ---- Visits and corrections, on whatever day

    @rule(data=st.data(), low=LOW)
    @precondition(lambda self: self.days)
    def finishes(self, data: st.DataObject, low: set[str]) -> None:
        day = data.draw(st.sampled_from(self.days))
        self.days.remove(day)
        begun = a_visit(self.workshop, self.mentor, {}, day, status="final")
        self.stores(replace(found_low(begun, low), carried=data.draw(self.found_of_earlier())))

    @rule(data=st.data(), low=LOW, again=st.booleans())
    @precondition(lambda self: self.finals)
    def corrects(self, data: st.DataObject, low: set[str], again: bool) -> None:
        last = data.draw(st.sampled_from(list(self.finals.values())))
        carried = data.draw(self.found_of_earlier()) if again else last.carried
        self.stores(self.revised(replace(found_low(last, low), carried=carried)))

    @rule(data=st.data())
    @precondition(lambda self: self.finals)
    def takes_back_what_was_closed(self, data: st.DataObject) -> None:
        last = data.draw(st.sampled_from(list(self.finals.values())))
        closed = {row.item for row in self.rows() if row.audit_id == last.id and row.closed_on}
        before = self.states()

        self.stores(self.revised(found_low(last, low_items(last) - closed)))

        assert self.states() == before

    @rule(data=st.data())
    @precondition(lambda self: self.sent)
    def sends_again(self, data: st.DataObject) -> None:
        before = self.told()
        self.deliver(data.draw(st.sampled_from(self.sent)))
        assert self.told() == before

    # ---- Between visits

    @rule(data=st.data(), to=st.sampled_from(["in_progress", "reported", "closed", "cancelled"]))
    def somebody_moves(self, data: st.DataObject, to: str) -> None:
        self.by_hand(data, [row for row in self.rows() if row.state in LIVE], to)

    @rule(data=st.data())
    def somebody_reopens(self, data: st.DataObject) -> None:
        busy = {row.item for row in self.rows() if row.state in LIVE}
        stands = {i for final in self.finals.values() for i in asked(final)}
        done = [row for row in self.rows() if row.closed_on and row.item not in busy]
        self.by_hand(data, [row for row in done if row.id in stands], "in_progress")

    # ---- What holds whatever happens

    @invariant()
    def every_finding_with_an_action_has_exactly_one_row(self) -> None:
        rows = [row.id for row in self.rows()]
        asked_for = {i for final in self.finals.values() for i in asked(final)}
        assert len(rows) == len(set(rows))
        assert asked_for <= set(rows)

    @invariant()
    def an_item_has_at_most_one_action_to_do(self) -> None:
        busy = [row.item for row in self.rows() if row.state in LIVE]
        assert len(busy) == len(set(busy))

    @invariant()
    def only_people_end_the_newest_action_of_an_item(self) -> None:
        for item in ITEMS:
            standing = [row for row in self.rows() if row.item == item and not row.withdrawn]
            assert not standing or not standing[-1].continued

    @invariant()
    def only_actions_without_a_finding_are_withdrawn(self) -> None:
        stands = {i for final in self.finals.values() for i in asked(final)}
        assert [row for row in self.rows() if row.withdrawn and row.id in stands] == []
        undone = [row for row in self.rows() if row.id not in stands and row.state in LIVE]
        assert undone == []

    @invariant()
    def nothing_is_closed_without_proof_or_cancelled_without_reason(self) -> None:
        for row in self.rows():
            assert (row.state == "closed") == (row.closed_on is not None)
            for step in row.steps:
                assert step.to_state != "closed" or step.note.strip() or step.photos
                assert step.to_state != "cancelled" or step.note.strip()

    @invariant()
    def each_step_begins_where_the_last_one_ended(self) -> None:
        for row in self.rows():
            states = ["open", *(state for s in row.steps for state in (s.from_state, s.to_state))]
            assert all(one == other for one, other in list(pairwise([*states, row.state]))[::2])

    # ---- The hands

    def stores(self, document: Document) -> None:
        """Store a final audit; what later ones agreed or saw stays as it was."""
        before = self.states()
        self.deliver(Edit(document, self.versions.get(document.id), new_id(), "tes"))
        later = {final.id for final in self.finals.values() if order(final) > order(document)}
        for row in self.rows():
            if row.audit_id in later:
                assert row.state == before[row.id]
            elif row.id in before and any(looks(step, later) for step in row.steps):
                ended = row.withdrawn or row.continued
                assert ended or before[row.id] in (row.state, "cancelled")

    def deliver(self, edit: Edit) -> None:
        with writing() as session:
            saved = save(session, self.mentor, edit, today=TODAY)
        if edit not in self.sent:
            self.sent.append(edit)
            self.finals[saved.document.id] = saved.document
            self.versions[saved.document.id] = saved.version

    def revised(self, document: Document) -> Document:
        """The next revision, with a reason."""
        return replace(document, revision=document.revision + 1, revision_reason="salah catat")

    def found_of_earlier(self) -> st.SearchStrategy[tuple[Carried, ...]]:
        """What a visit found of actions; a tablet may know old ones, ended since."""
        known = [row.id for row in self.rows()]
        one = st.builds(looked, st.sampled_from(known or [new_id()]), FOUND, PROOFS)
        few = st.lists(one, unique_by=lambda carried: carried.action, max_size=len(known))
        return few.map(tuple)

    def by_hand(self, data: st.DataObject, rows: list[Action], to: str) -> None:
        """Somebody moves one of the actions on the board."""
        if not rows:
            return
        chosen = data.draw(st.sampled_from([row.id for row in rows]))
        with writing() as session:
            action = session.get_one(Action, chosen)
            step = ActionStep(from_state=action.state, to_state=to, by_id=self.mentor.id)
            step.note, step.photos, step.at = "sudah dibahas", [], utc_now()
            action.steps.append(step)
            action.state, action.closed_on = to, TODAY if to == "closed" else None

    def rows(self) -> list[Action]:
        """The actions of the workshop, those of early audits first."""
        db.session.rollback()
        session: Session = db.session
        rows = past_actions.of_items(session, self.workshop.id, ITEMS)
        # Ids are new in every run; days and items are not.
        return [row.action for row in sorted(rows, key=lambda r: (r.audited_on, r.action.item))]

    def states(self) -> States:
        return {row.id: row.state for row in self.rows()}

    def told(self) -> list[Any]:
        """All that is known of the actions."""
        return [(row.id, row.state, row.closed_on, len(row.steps)) for row in self.rows()]


FOUND = st.sampled_from(["selesai", "sebagian", "belum"])


def looked(action: UUID, found: Any, proof: tuple[str, tuple[str, ...]]) -> Carried:
    note, photos = proof
    return Carried(action=action, found=found, note=note, photos=photos)


def found_low(document: Document, low: set[str]) -> Document:
    """The document with these items at 1, each with its finding, the others at 3."""
    answers = STANDARD | {code: Answer(score=1, note="berantakan") for code in low}
    return replace(document, answers=answers, findings=tuple(found(document, low)))


def found(document: Document, low: set[str]) -> Iterator[Finding]:
    for code in sorted(low):
        # Each time another action, and why: from the third time on both are asked for.
        text = f"Rapikan sebelum {document.audited_on}"
        planned = PlannedAction(text=text, pic="Kepala bengkel", root_cause="tanpa jadwal")
        own = finding_id(document.id, code)
        yield Finding(
            id=own,
            item=code,
            no_photo_reason="gelap",
            edited=("action_text",),
            action=planned,
        )


def low_items(document: Document) -> set[str]:
    return {finding.item for finding in document.findings}


def asked(document: Document) -> set[UUID]:
    return {finding.id for finding in document.findings if asks_action(finding)}


def order(document: Document) -> tuple[Any, UUID]:
    return document.audited_on, document.id


def test_no_action_is_lost_or_doubled(people: dict[str, User]) -> None:
    machine: Any = type("House", (Visits,), {"mentor": people["mentor"]})

    run(machine, settings=settings(max_examples=30, stateful_step_count=16, deadline=None))
