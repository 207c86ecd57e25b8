"""The red tags of the demonstration: some decided, some waiting, two of them too long."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from audit.cli.demo.pictures import drawn_photo
from audit.cli.demo.stage import Stage
from audit.domain.red_tags import ITEM
from audit.storage.base import new_id
from audit.usecases import photos, red_tags
from audit.usecases.red_tags import Decision, Facts


def attach(stage: Stage, entry: Mapping[str, Any]) -> None:
    """Attach one tag and decide on it if that was done; days count back from today."""
    tagged_on = stage.today - timedelta(entry["days_ago"])
    photo = None
    if entry.get("photo"):
        kept = photos.keep(stage.store, drawn_photo(ITEM, entry["name"], 1, tagged_on))
        photo = photos.hand_in(stage.session, stage.mentor, kept)
    texts = {name: entry[name] for name in ("name", "quantity", "area", "reason")}
    facts = Facts(**texts, tagged_on=tagged_on, photo=photo)
    place = stage.session, stage.mentor, stage.workshop.id
    tag = red_tags.add(*place, new_id(), facts)
    if "decision" in entry:
        decided_on = stage.today - timedelta(entry["decided_ago"])
        red_tags.decide(
            *place, tag.id, Decision(entry["decision"], decided_on, entry.get("note", ""))
        )
