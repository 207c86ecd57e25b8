"""What a plan must say, and what has changed between two."""

from dataclasses import replace
from datetime import date

from audit.domain.plans import Plan, changed, plan_lacks

PLAN = Plan("Buat papan alat.", "", "Budi", date(2026, 12, 1), "tinggi", "tanpa")


def test_a_chosen_plan_needs_somebody_and_a_date() -> None:
    empty = replace(PLAN, text="", pic="", due_on=None)

    assert plan_lacks(PLAN, chosen=True) == ()
    assert plan_lacks(empty, chosen=True) == ("text", "pic", "due_on")
    assert plan_lacks(empty, chosen=False) == ("text",)


def test_changes_are_named_in_the_order_of_the_plan() -> None:
    assert list(changed(PLAN, PLAN)) == []
    assert list(changed(PLAN, replace(PLAN, cost="kecil", pic="Sri"))) == ["pic", "cost"]
