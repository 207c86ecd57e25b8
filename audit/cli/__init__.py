"""The commands of the machine: serve, demo, user, report, export, import, instrument."""

from flask import Flask

from audit.cli import demo, export, importing, instrument, report, serve, user

MODULES = (serve, demo, user, report, export, importing, instrument)


def init_app(app: Flask) -> None:
    """Add every command to the app."""
    for module in MODULES:
        app.cli.add_command(module.command)
