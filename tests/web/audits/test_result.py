"""The result page: the same digits as the report, what became of it, and nothing of others."""

import re
from datetime import date

from flask.testing import FlaskClient
from msgspec.structs import replace

from audit.domain.document import Answer, Carried, Document, Remarks, decode
from audit.domain.scoring import scorecard, shown
from audit.extensions import photo_store
from audit.instruments import load
from audit.storage.accounts import User
from audit.storage.workshops import Workshop
from tests.answers import HISTORY, answers
from tests.closings import final, finding_of, rated
from tests.factories import a_document, a_workshop, log_in, stored
from tests.histories import a_history, commons, many, percents, printed
from tests.statements import counted

People = dict[str, User]
HOSTILE = "<script>alert(1)</script>\"'&{{ 7*7 }}"


def page_of(client: FlaskClient, document: Document) -> str:
    answer = client.get(f"/audits/{document.id}")
    assert answer.status_code == 200
    return answer.text


def words_of(page: str) -> str:
    """What a reader sees of a page, white space evened out."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_page_report_and_api_say_the_same_digits(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    last = a_history(people["mentor"], workshop)[-1]

    page = page_of(mentor, last)
    paper = printed(mentor.get(f"/audits/{last.id}/report.pdf").data)
    document = decode(mentor.get(f"/api/v1/audits/{last.id}").data)

    card = scorecard(load(document.instrument), document.scores)
    pillars = {**card.common, **card.apart}
    expected = {code: ("final", shown(score.final)) for code, score in pillars.items()}
    assert percents(page) == expected | {"total": ("final", shown(card.total))}
    assert all(text in paper for _, text in percents(page).values())


def test_changes_are_those_of_the_report_with_the_items_they_are_over(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    last = a_history(people["mentor"], workshop)[-1]

    page = page_of(mentor, last)
    paper = printed(mentor.get(f"/audits/{last.id}/report.pdf").data)

    for sentence in ("naik 7,9 dari audit lalu (47,1)", "naik 28,6 dari acuan awal"):
        assert sentence in words_of(page)
        assert sentence in paper
    assert commons(page) == ["35/35", "34/35", *["7/7"] * 6]
    assert "(25,2 menjadi 53,8 pada 34 butir yang sama)" in page


def test_the_first_audit_is_the_baseline_and_no_failure(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    page = page_of(mentor, a_history(people["mentor"], workshop)[0])

    assert "Acuan awal" in page
    assert 'class="band"' in page
    assert commons(page) == []
    assert "/compare" not in page


def test_critical_findings_come_before_the_number(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    page = page_of(mentor, a_history(people["mentor"], workshop)[-1])

    assert page.index('id="critical"') < page.index('data-percent="total"')
    assert page.index("K3.4") < page.index('data-percent="total"')


def test_a_draft_is_live_and_leads_back_to_its_sheet(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    given = answers({"R1": [3, 2, 2, 3, 2, 3, 2], "R2": [3, 2, 2]})
    draft = stored(people["mentor"], a_document(workshop, people["mentor"], answers=given)).document

    page = page_of(mentor, draft)

    assert percents(page)["total"] == ("live", "59,5")
    assert percents(page)["R1"] == ("live", "60,7")
    assert percents(page)["R3"] == ("none", "–")
    assert "sementara · 10 dari 35 butir" in page
    assert f'class="button primary" href="/audits/{draft.id}/sheet"' in page


def test_a_pillar_with_too_few_items_has_no_value_and_the_audit_no_total(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    thin = answers(HISTORY[4] | {"R4": ["na", "na", "na", 2, 1, 1, 3]})
    audit = final(people["mentor"], workshop, answers=thin).document

    page = page_of(mentor, audit)

    assert percents(page)["R4"] == ("none", "–")
    assert percents(page)["total"] == ("none", "–")
    assert "belum dapat dihitung: data kurang pada Rawat" in page


def test_the_private_remark_is_on_the_page_and_marked(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    remarks = Remarks(mentor="Maju.", owner="Setuju.", private="bahas subsidi")
    audit = final(people["mentor"], workshop, remarks=remarks).document

    page = page_of(mentor, audit)

    private = page[page.index('class="card private"') :]
    assert "bahas subsidi" in private
    assert "tidak dicetak" in private


def test_what_people_typed_is_text(mentor: FlaskClient, people: People, workshop: Workshop) -> None:
    given = answers(HISTORY[4]) | {"R2.1": Answer(score=1, note=HOSTILE)}
    remarks = Remarks(mentor=HOSTILE, owner=HOSTILE, private=HOSTILE)
    audit = final(
        people["mentor"], workshop, answers=given, remarks=remarks, met_with=HOSTILE
    ).document

    page = page_of(mentor, audit)

    assert "<script>alert" not in page
    assert "49" not in re.findall(r"&amp;(\S+)", page)
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 5


def test_photos_that_wait_say_so_and_those_there_lead_to_the_whole(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    sha = "b" * 64
    given = answers(HISTORY[4]) | {"R2.1": Answer(score=1, note="x", photos=(sha,))}
    draft = rated(people["mentor"], workshop, answers=given).document

    page = page_of(mentor, draft)

    assert photo_store().missing([sha])
    assert "1 foto menunggu" in page
    assert "photo waiting" in page
    assert f"/api/v1/photos/{sha}" not in page


def test_actions_say_where_they_stand_today(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    first, *_, last = many(people["mentor"], workshop, 3)

    assert "diteruskan audit berikutnya" in page_of(mentor, first)
    assert "terlambat" not in page_of(mentor, first)
    assert "terbuka" in page_of(mentor, last)


def test_a_missing_signature_is_asked_for(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    audit = final(people["mentor"], workshop).document

    page = page_of(mentor, audit)

    assert f"/audits/{audit.id}/sign" in page
    assert page.count("belum ditandatangani") == 2


def test_english(mentor: FlaskClient, people: People, workshop: Workshop) -> None:
    last = a_history(people["mentor"], workshop)[-1]
    with mentor.session_transaction() as kept:
        kept["language"] = "en"

    page = page_of(mentor, last)

    assert '<html lang="en">' in page
    assert percents(page)["total"] == ("final", "55.0")
    assert "Unneeded things in the work area" in page


def test_others_do_not_see_it(client: FlaskClient, people: People, workshop: Workshop) -> None:
    audit = final(people["mentor"], workshop).document
    other = log_in(client, people["mentor2"])

    assert other.get(f"/audits/{audit.id}").status_code == 404
    assert other.get("/audits/0193c0de-0000-7000-8000-000000000000").status_code == 404


def test_statements_do_not_grow_with_history(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    busy = a_workshop(people["mentor"])
    few, many_ = many(people["mentor"], workshop, 2), many(people["mentor"], busy, 40)

    with counted() as short:
        page_of(mentor, few[-1])
    with counted() as long:
        page_of(mentor, many_[-1])

    assert len(short) == len(long)


def test_a_correction_says_why(mentor: FlaskClient, people: People, workshop: Workshop) -> None:
    saved = final(people["mentor"], workshop)
    fixed = replace(saved.document, revision=2, revision_reason="salah tulis", met_with="PIC")
    stored(people["mentor"], fixed, saved.version)

    page = page_of(mentor, saved.document)

    assert "rev. 2" in page
    assert "salah tulis" in page


def test_a_photo_of_an_earlier_action_stands_beside_the_one_from_before(
    mentor: FlaskClient, people: People, workshop: Workshop
) -> None:
    user, (before, after) = people["mentor"], ("a" * 64, "b" * 64)
    given = answers(HISTORY[4])
    given["R4.3"] = replace(given["R4.3"], score=1, photos=(before,))
    first = final(user, workshop, answers=given, audited_on=date(2026, 10, 27)).document
    action = finding_of(first, "R4.3").id
    looked = (Carried(action=action, found="selesai", photos=(after,)),)

    page = page_of(mentor, rated(user, workshop, carried=looked).document)

    turned = page.partition('<div class="turn">')[2].partition("</div>")[0]
    told = ("Foto sebelum, tindakan R4.3", "sebelum", "Foto sesudah, tindakan R4.3", "sesudah")
    places = [turned.index(words) for words in told]
    assert places == sorted(places)
    assert turned.count("foto menunggu") == 2  # neither has arrived
