"""A tablet without signal decides as the server does: the vectors, and random visits."""

import gzip
import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from playwright.sync_api import Page

from audit.domain.document import Document
from audit.domain.findings import finding_id, items_with_finding, refreshed
from audit.domain.history import PastAudit
from audit.web.scripts import minified
from tests.browser.rules_decided import Json, as_json, decided, instrument_json, like_stored, told
from tests.browser.rules_page import STATIC, empty_page
from tests.browser.rules_past import SHEETS
from tests.browser.rules_visits import Visit, visits
from tests.domain.makers import a_document, scores_of, uuid7
from tests.vectors import vectors

VISITS = 250
IKM = SHEETS["5r-ikm@1"]
DECIDE = """async (text) => {
    const rules = await import('/static/rules/audit.js');
    // Frozen, so that a rule that changes what it was given throws.
    const { instruments, visits } = JSON.parse(text, (_, value) => Object.freeze(value));
    const gcd = (a, b) => (b ? gcd(b, a % b) : a);
    const exact = (value) => value && value.map((one) => one / gcd(...value));
    const ids = (findings) => findings.map(({ id }) => id);
    const decide = ({ document, before, changes, past, photos_missing }) => {
        const instrument = instruments[document.instrument];
        const scores = rules.scoresOf(document);
        const last = past.last?.scores;
        const card = rules.scorecard(instrument.pillars, scores);
        const final = { ...document, status: 'final', revision: 7, revision_reason: 'selesai' };
        const made = {
            amended: rules.amended(document, changes),
            draft: rules.settled(document, before, instrument, past),
            final: rules.settled(final, before, instrument, past),
        };
        const light = ([name, one]) => [name, { ...one, answers: {} }];
        return {
            ...Object.fromEntries(Object.entries(made).map(light)),
            kept: Object.values(made).map(({ answers }) => answers === document.answers),
            findings: rules.refreshed(document, instrument, past.repeats),
            ranked: ids(rules.ranked(document.findings, scores, instrument)),
            chosen: ids(rules.chosen(document.findings, scores, instrument)),
            rises: rules.itemsOf(instrument).map(({ code }) => rules.rise(code, scores, last)),
            praises: rules.praises(instrument, scores, last),
            praisable: rules.praisable(document, instrument, last),
            if_done: exact(rules.ifDone(instrument, scores, document.findings.map((f) => f.item))),
            promise: exact(rules.promise(document, instrument)),
            card: {
                total: [exact(card.exact.live), exact(card.exact.final)],
                shown: [card.live, rules.shown(card.exact.final, 'en')],
                band: rules.bandOf(card.exact.final),
                counts: [card.rated, card.of],
                pillars: Object.fromEntries(Object.entries(card.pillars).map(
                    ([code, p]) => [code, [p.live, p.final, p.rated, p.scored, p.of]])),
            },
            blocks: rules.blocks(document, instrument, past.tried),
            allowed: rules.allowed(document, photos_missing).map(({ kind }) => kind),
            too_many: rules.tooManyChosen(document),
            values: rules.values(document),
            follow_up: rules.proposedFollowUp(document, past),
        };
    };
    return JSON.stringify(visits.map(decide));
}"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with empty_page() as page:
        yield page


def on_the_tablet(page: Page, *given: Visit) -> list[Json]:
    """What the modules decide about each visit, in one call."""
    instruments = {name: instrument_json(name) for name in SHEETS}
    text = json.dumps({"instruments": instruments, "visits": [told(visit) for visit in given]})
    return [like_stored(one) for one in json.loads(page.evaluate(DECIDE, text))]


def a_visit(document: Document, past: tuple[PastAudit, ...] = ()) -> Visit:
    return Visit(document, None, past, (), {}, 0)


@pytest.mark.parametrize("vector", vectors("rules"))
def test_findings_actions_and_praises_are_those_of_the_vectors(
    page: Page, vector: dict[str, Any]
) -> None:
    past: list[PastAudit] = []
    for number, rows in enumerate(vector["history"]):
        document = a_document(scores_of(rows))
        found = refreshed((), document, IKM, [audit.found for audit in past])
        low = items_with_finding(replace(document, findings=found))
        audit = PastAudit(
            uuid7(number), document.audited_on, IKM.key, "M", "", document.scores, low
        )
        past.append(audit)

    (told,) = on_the_tablet(page, a_visit(document, tuple(past[:-1])))

    shown = [
        {
            "item": finding["item"],
            "nilai": document.answer(finding["item"]).score,
            "repeat": finding["repeat"],
            "priority": finding["action"]["priority"],
            "cost": finding["action"]["cost"],
        }
        for finding in told["findings"]
    ]
    assert shown == vector["findings"]
    chosen = {finding["item"] for finding in told["findings"] if finding["action"]["chosen"]}
    assert chosen == set(vector["top_five"])
    assert told["praises"] == vector["praises"]


@pytest.mark.parametrize("vector", vectors("if_done"))
def test_bila_selesai_is_that_of_the_vectors(page: Page, vector: dict[str, Any]) -> None:
    total = page.evaluate(
        """async ([instrument, scores, items]) => {
            const { ifDone, shown } = await import('/static/rules/audit.js');
            return shown(ifDone(instrument, scores, items)); }""",
        [instrument_json(IKM.key), scores_of(vector["answers"]), vector["items"]],
    )

    assert total == (vector["expect_total"] or "–")


@pytest.mark.parametrize("code", ["R1.1", "R1.10", "K3.7", "R5.99"])
def test_a_finding_has_the_same_id_on_every_device(page: Page, code: str) -> None:
    audit = uuid7(0xF0FF_FF01)

    made = page.evaluate(
        """async ([audit, code]) =>
            (await import('/static/rules/audit.js')).findingId(audit, code)""",
        [str(audit), code],
    )

    assert made == str(finding_id(audit, code))


@pytest.fixture(scope="module")
def random_visits() -> list[tuple[Visit, Json]]:
    """Random visits with what the server decides about each."""
    return [(visit, decided(visit)) for visit in visits(VISITS, seed=2026)]


def test_a_tablet_decides_about_random_visits_as_the_server_does(
    page: Page, random_visits: list[tuple[Visit, Json]]
) -> None:
    tablet = on_the_tablet(page, *(visit for visit, _ in random_visits))

    differing = [
        f"visit {number}: {line}"
        for number, (mine, (_, server)) in enumerate(zip(tablet, random_visits, strict=True))
        for line in differences(mine, server)
    ]

    assert differing[:5] == []


def differences(mine: Any, server: Any, place: str = "") -> Iterator[str]:
    """Where two JSON values are not the same, and how."""
    if isinstance(mine, dict) and isinstance(server, dict):
        for name in sorted(mine.keys() | server.keys()):
            one, other = (values.get(name, "missing") for values in (mine, server))
            yield from differences(one, other, f"{place} {name}")
    elif isinstance(mine, list) and isinstance(server, list) and len(mine) == len(server):
        for number, (one, other) in enumerate(zip(mine, server, strict=True)):
            yield from differences(one, other, f"{place} {number}")
    elif mine != server:
        yield f"{place}: tablet {mine!r}, server {server!r}"


def test_the_random_visits_try_every_rule(random_visits: list[tuple[Visit, Json]]) -> None:
    answers = [server for _, server in random_visits]

    kinds = {block["kind"] for one in answers for block in one["blocks"]}
    assert kinds == {
        *("conflict", "unrated", "k3_unrated", "na_reason", "proof_for_four"),
        *("finding_text", "no_photo", "critical_action", "pic", "due_on", "carried_proof"),
        *("root_cause", "same_action"),
    }
    assert {one["follow_up"]["score"] for one in answers} == {0, 1, 2, 3, 4, "na"}
    bands = {one["card"]["band"] for one in answers}
    assert bands == {None, "very_good", "good", "fair", "poor", "very_poor"}
    assert {one["too_many"] for one in answers} == {True, False}
    assert {f["repeat"] for one in answers for f in one["findings"]} == {1, 2, 3, 4, 5}
    assert {len(one["praises"]) for one in answers} == {0, 1, 2, 3}
    assert sum(one["promise"] is not None for one in answers) > VISITS / 10


def test_sparse_answers_of_a_document_are_fine(page: Page) -> None:
    document = a_document({"R1.1": 1})
    sparse = as_json(document) | {"answers": {"R1.1": {"score": 1}}}

    made = page.evaluate(
        """async ([document, instrument]) => (await import('/static/rules/audit.js'))
            .settled(document, null, instrument, null)""",
        [sparse, instrument_json(IKM.key)],
    )

    assert msgspec.convert(made, Document).findings == refreshed((), document, IKM, [])


def test_a_final_audit_is_settled_for_good(page: Page) -> None:
    final = as_json(a_document({"R1.1": 1}, status="final", revision=1))
    signed = final | {"met_with": "PIC"}

    made = page.evaluate(
        """async ([document, before, instrument]) => (await import('/static/rules/audit.js'))
            .settled(document, before, instrument, null)""",
        [signed, final, instrument_json(IKM.key)],
    )

    assert made == signed


def test_the_rules_are_small() -> None:
    assert (
        len(gzip.compress(minified((STATIC / "rules/audit.js").read_text("utf-8")).encode()))
        < 4_000
    )
