"""Records of exports in JSON bear the names of the document."""

from datetime import date
from uuid import UUID

import msgspec

from tests.report.export.makers import an_action


def test_an_action_is_told_by_the_names_of_its_row() -> None:
    told = msgspec.json.decode(msgspec.json.encode(an_action()))

    assert date.fromisoformat(told["audited_on"])
    assert UUID(told["workshop"]["id"])
    assert {"item", "text", "pic", "due_on", "state", "closed_on"} <= told.keys()
