"""The app as something to install: what a tablet's home screen shows of it."""

from flask import Blueprint, Response, jsonify, url_for
from flask_babel import gettext as _

from audit.web.language import chosen

bp = Blueprint("installing", __name__)

NAME = "Audit 5R"
HEADER, PAPER = "#ffffff", "#f6f4ee"
"""The bar above the page looks like the header below it; the page appears out of its paper."""

ICONS = (
    ("app-192.png", 192, "any"),
    ("app-512.png", 512, "any"),
    ("mask-512.png", 512, "maskable"),
)
HOUR = 3600


@bp.get("/manifest.webmanifest")
def manifest() -> Response:
    """Name, icons, colours and short ways of the installed app."""
    answer = jsonify(
        id="/",
        name=NAME,
        short_name=NAME,
        description=_("Menilai 5R di usaha kecil, juga di tempat tanpa sinyal."),
        lang=chosen(),
        dir="ltr",
        start_url="/",
        scope="/",
        display="standalone",
        theme_color=HEADER,
        background_color=PAPER,
        categories=["business", "productivity"],
        icons=[icon(*one) for one in ICONS],
        shortcuts=[
            shortcut(_("Mulai audit"), url_for("workshops.index")),
            shortcut(_("Antrean"), url_for("outbox.index")),
        ],
    )
    answer.mimetype = "application/manifest+json"
    answer.cache_control.private = True
    answer.cache_control.max_age = HOUR
    return answer


def icon(file: str, side: int, purpose: str) -> dict[str, str]:
    """A square picture of so many pixels."""
    address = url_for("static", filename=f"icons/{file}")
    return {"src": address, "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}


def shortcut(name: str, address: str) -> dict[str, object]:
    """A way into the app from its icon."""
    return {"name": name, "url": address, "icons": [icon(*ICONS[0])]}
