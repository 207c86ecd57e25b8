"""The browser's door: one blueprint per noun, in menu order."""

from flask import Flask

from audit.web import (
    api,
    assets,
    compare,
    errors,
    filters,
    gate,
    health,
    home,
    installing,
    language,
    outbox,
    rescue,
    tablet,
    workshops,
)
from audit.web.api import audits as api_audits
from audit.web.api import bootstrap, instruments, openapi
from audit.web.api import photos as api_photos
from audit.web.audits import (
    bp,
    correct,
    delete,
    finalise,
    new,
    owner,
    photos,
    report,
    result,
    sheet,
    sign,
    summary,
    versions,
)

VIEWS = (
    *(new, sheet, photos, summary, owner, sign, finalise),
    *(result, report, correct, versions, delete),
)
"""The modules whose views stand on the blueprint of audits, in the order of a visit."""
API_VIEWS = (bootstrap, instruments, api_audits, api_photos, openapi)
"""Those on the blueprint of programs."""


def init_app(app: Flask) -> None:
    """Register blueprints, the log-in gate, error pages and template filters."""
    for module in (gate, errors, filters, assets, language):
        module.init_app(app)
    pages = (home.bp, workshops.bp, compare.bp, bp, outbox.bp, rescue.bp, installing.bp)
    for blueprint in (*pages, tablet.bp, api.bp, health.bp, language.bp):
        app.register_blueprint(blueprint)
