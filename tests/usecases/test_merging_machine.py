"""Several tablets on one audit, uploads lost, repeated and late: in the end all hold the same."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run

from audit.domain.document import Document
from audit.domain.paths import plain, value
from audit.extensions import db, writing
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from audit.usecases.audits import Edit, Saved, save
from tests.domain.people import SHAS, decided, filled_in, found, photographed
from tests.factories import TODAY, a_document, a_workshop

AT = datetime(2026, 11, 24, 3, tzinfo=UTC)
NUMBERS = st.integers(0, 2)


@dataclass
class Tablet:
    """What one tablet keeps: the document, what it was made on, and what is on its way."""

    user: User
    document: Document
    version: int
    after: UUID | None = None
    typed: bool = False
    on_its_way: Edit | None = None
    delivered: list[Edit] = field(default_factory=list)

    def edit(self) -> Edit:
        """The upload that is on its way, or the next one."""
        if self.on_its_way is None:
            base, after = self.version or None, self.after
            self.on_its_way = Edit(self.document, base, new_id(), "tablet", AT, after)
            self.typed = False
        return self.on_its_way

    def hear(self, saved: Saved) -> None:
        """Take the answer; the stored document only where nobody typed meanwhile."""
        self.version, self.after = saved.version, saved.operation
        if not self.typed:
            self.document, self.after = saved.document, None
        self.on_its_way = None

    @property
    def waiting(self) -> bool:
        return self.typed or self.on_its_way is not None


class Tablets(RuleBasedStateMachine):
    """Two people with three tablets, and a network that does what it likes."""

    people: dict[str, User]
    workshop: Workshop

    @initialize()
    def begin(self) -> None:
        mentors = (self.people["mentor"], self.people["mentor2"], self.people["mentor"])
        document = a_document(self.workshop, mentors[0])
        self.tablets = [Tablet(mentor, document, 0) for mentor in mentors]
        self.tablets[0].hear(self.deliver(self.tablets[0], self.tablets[0].edit()))
        for tablet in self.tablets[1:]:
            self.fetch(tablet)
        self.photos: set[str] = set()

    @rule(data=st.data(), number=NUMBERS)
    def types(self, data: st.DataObject, number: int) -> None:
        tablet = self.tablets[number]
        decides: bool = data.draw(st.booleans())
        if decides and tablet.document.conflicts:
            after = data.draw(decided(tablet.document))
        else:
            after = data.draw(data.draw(st.sampled_from((filled_in, found)))(tablet.document))
        audited, visit = after.audited_on, after.next_visit_on
        looked = {carried.action for carried in after.carried}
        if looked or audited > TODAY or (visit and visit < audited):
            return  # the form lets nobody do that here
        tablet.document, tablet.typed = after, True

    @rule(data=st.data(), number=NUMBERS)
    def takes_a_photo(self, data: st.DataObject, number: int) -> None:
        tablet = self.tablets[number]
        after = data.draw(photographed(tablet.document))
        if after.photo_hashes() > tablet.document.photo_hashes():
            self.photos |= after.photo_hashes() & set(SHAS[1:])
            tablet.document, tablet.typed = after, True

    @rule(number=NUMBERS, meanwhile=st.booleans(), data=st.data())
    def uploads(self, number: int, meanwhile: bool, data: st.DataObject) -> None:
        tablet = self.tablets[number]
        if tablet.waiting:
            edit = tablet.edit()
            if meanwhile:
                self.types(data, number)
            tablet.hear(self.deliver(tablet, edit))

    @rule(number=NUMBERS)
    def uploads_and_hears_nothing(self, number: int) -> None:
        tablet = self.tablets[number]
        if tablet.waiting:
            self.deliver(tablet, tablet.edit())

    @rule(number=NUMBERS)
    def uploads_into_nowhere(self, number: int) -> None:
        if self.tablets[number].waiting:
            self.tablets[number].edit()

    @rule(number=NUMBERS, data=st.data())
    def comes_again(self, number: int, data: st.DataObject) -> None:
        tablet = self.tablets[number]
        if tablet.delivered:
            _, before = self.stored()
            self.deliver(tablet, data.draw(st.sampled_from(tablet.delivered)))
            assert self.stored()[1] == before

    @rule(number=NUMBERS)
    def looks_again(self, number: int) -> None:
        if not self.tablets[number].waiting:
            self.fetch(self.tablets[number])

    @invariant()
    def every_conflict_shows_what_the_document_holds(self) -> None:
        document = self.stored()[1]
        for conflict in document.conflicts:
            held = plain(conflict.path, value(document, conflict.path))
            assert conflict.sides[0].value == held

    def teardown(self) -> None:
        if not hasattr(self, "tablets"):
            return
        for tablet in self.tablets:
            while tablet.waiting:
                tablet.hear(self.deliver(tablet, tablet.edit()))
        for tablet in self.tablets:
            self.fetch(tablet)
        first, second, third = (tablet.document for tablet in self.tablets)
        assert first == second == third == self.stored()[1]
        assert self.photos <= first.photo_hashes()

    def deliver(self, tablet: Tablet, edit: Edit) -> Saved:
        """Bring an upload to the server."""
        with writing() as session:
            saved = save(session, tablet.user, edit, today=TODAY)
        tablet.delivered.append(edit)
        return saved

    def stored(self) -> tuple[int, Document]:
        """The newest version on the server."""
        db.session.rollback()
        row = db.session.get_one(Audit, self.tablets[0].document.id)
        return row.version, row.read()

    def fetch(self, tablet: Tablet) -> None:
        """Take over what the server has."""
        tablet.version, tablet.document = self.stored()
        tablet.after = None


def test_all_tablets_end_with_the_same_document(people: dict[str, User]) -> None:
    shared = a_workshop(people["mentor"], people["mentor2"])
    machine: Any = type("House", (Tablets,), {"people": people, "workshop": shared})

    run(machine, settings=settings(max_examples=25, stateful_step_count=25, deadline=None))
