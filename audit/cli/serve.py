"""`audit serve`: one process, a few threads."""

import gc
import logging
import socket

import click
import waitress
from flask import current_app
from flask.cli import with_appcontext
from flask.globals import app_ctx

from audit import extensions
from audit.cli.errors import Refusal

HOST = "127.0.0.1"
PORT = 8000
THREADS = 4
"""Python computes one thing at a time: more threads get in each other's way, and with twenty
tablets sending at once the unlucky wait half as long again."""


@click.command("serve")
@click.option("--host", default=HOST, show_default=True, help="Address to listen on.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535))
@click.option("--threads", default=THREADS, show_default=True, type=click.IntRange(2, 16))
@with_appcontext
def command(host: str, port: int, threads: int) -> None:
    """Bring the database up to date and serve the app.

    Example: audit serve --host 0.0.0.0 --port 8080
    """
    if not free(host, port):
        raise Refusal(f"{host}:{port} is taken or not of this machine; choose --host and --port")
    extensions.migrate()
    click.echo(f"Audit 5R: http://{host}:{port} (data in {current_app.instance_path})")
    run(host, port, threads)


def run(host: str, port: int, threads: int = THREADS) -> None:
    """Serve until interrupted."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that requests queue is no news
    app = app_ctx.app
    largest = app.config["MAX_CONTENT_LENGTH"]
    # What is there now stays. Else it is searched for garbage again and again, a tenth of a
    # second each time, in which nobody is answered.
    gc.freeze()
    waitress.serve(
        app, host=host, port=port, threads=threads, max_request_body_size=largest, ident=""
    )


def free(host: str, port: int) -> bool:
    """Whether nothing listens there yet."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def next_free(host: str, port: int) -> int:
    """The first free port from `port` on."""
    return next(number for number in range(port, 65536) if free(host, number))
