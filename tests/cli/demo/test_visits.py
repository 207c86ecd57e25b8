"""How a visit of the demonstration data ends: with PICs, and a photo or a reason."""

from audit.domain.document import Document


def test_a_finding_has_somebody_to_act_and_a_photo_or_a_reason(last: Document) -> None:
    for finding in last.findings:
        assert finding.action.pic
        answer = last.answer(finding.item)
        asked = answer.score in (0, 1) and not answer.photos
        assert bool(finding.no_photo_reason) == asked
