"""The browser's door: one blueprint per noun, in menu order."""

from flask import Flask

from audit.web import (
    actions,
    api,
    assets,
    calendar,
    compare,
    errors,
    exports,
    filters,
    gate,
    health,
    home,
    installing,
    instruments,
    language,
    links,
    outbox,
    owner_link,
    photo_points,
    programme,
    red_tags,
    reports,
    rescue,
    tablet,
    tasks,
    visits,
    workshops,
)
from audit.web.actions import edit as action_edit
from audit.web.actions import index as action_index
from audit.web.actions import show as action_show
from audit.web.api import audits as api_audits
from audit.web.api import bootstrap, openapi
from audit.web.api import instruments as api_instruments
from audit.web.api import photos as api_photos
from audit.web.api import red_tags as api_red_tags
from audit.web.audits import (
    bp,
    correct,
    delete,
    finalise,
    new,
    new_recheck,
    owner,
    photos,
    poster,
    recheck,
    report,
    result,
    share,
    sheet,
    sign,
    summary,
    versions,
)
from audit.web.owner_link import mark as owner_mark
from audit.web.owner_link import show as owner_show

VIEWS = (
    *(new, sheet, photos, summary, owner, sign, finalise),
    *(result, report, poster, share, correct, versions, delete),
)
"""The modules whose views stand on the blueprint of audits, in the order of a visit."""
RECHECK_VIEWS = (new_recheck, recheck)
"""Those of a quick re-check, on the same blueprint."""
ACTION_VIEWS = (action_index, action_show, action_edit)
"""Those on the blueprint of actions."""
OWNER_VIEWS = (owner_show, owner_mark)
"""Those on the blueprint of owners' links."""
API_VIEWS = (bootstrap, api_instruments, api_audits, api_photos, api_red_tags, openapi)
"""Those on the blueprint of programs."""
BLUEPRINTS = (
    home.bp,
    workshops.bp,
    visits.bp,
    calendar.bp,
    actions.bp,
    programme.bp,
    reports.bp,
    tasks.bp,
    red_tags.bp,
    photo_points.bp,
    links.bp,
    owner_link.bp,
    compare.bp,
    instruments.bp,
    bp,
    exports.bp,
    outbox.bp,
    rescue.bp,
    installing.bp,
    tablet.bp,
    api.bp,
    health.bp,
    language.bp,
)


def init_app(app: Flask) -> None:
    """Register blueprints, the log-in gate, error pages and template filters."""
    for module in (gate, errors, filters, assets, language, owner_link):
        module.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    calendar.init_app(app)
