from datetime import UTC, datetime
from uuid import UUID

from audit.domain.document import Conflict, Remarks, Side, canonical
from audit.domain.exporting import public
from tests.report.makers import a_document

AT = datetime(2026, 11, 24, 5, tzinfo=UTC)


def test_the_private_remark_stays_inside() -> None:
    document = a_document({}, remarks=Remarks(mentor="a", owner="b", private="rahasia"))

    assert public(document).remarks == Remarks(mentor="a", owner="b", private="")


def test_so_does_what_two_people_wrote_there() -> None:
    sides = tuple(Side(value=text, by="Mentor contoh", at=AT) for text in ("rahasia", "gosip"))
    other = Conflict(path="remarks.owner", sides=sides)
    document = a_document({}, conflicts=(Conflict(path="remarks.private", sides=sides), other))

    assert public(document).conflicts == (other,)


def test_the_rest_is_the_same_to_the_byte() -> None:
    document = a_document({"R1.1": 3}, id=UUID(int=9), remarks=Remarks(mentor="a"))

    assert canonical(public(document)) == canonical(document)
