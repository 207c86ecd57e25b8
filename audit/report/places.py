"""Where templates, style sheets and fonts lie."""

from pathlib import Path

PACKAGE = Path(__file__).parent.parent


def resource(name: str) -> Path:
    """Where `templates` or `static` lies: in the wheel, or beside the package."""
    bundled = PACKAGE / name
    return bundled if bundled.is_dir() else PACKAGE.parent / name
