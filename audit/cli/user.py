"""`audit user add`: give a person a log-in."""

import sys

import click
from email_validator import EmailNotValidError, validate_email
from flask.cli import with_appcontext
from flask_security import hash_password

from audit import extensions
from audit.cli.errors import Refusal
from audit.storage import accounts
from audit.storage.accounts import ROLES, User
from audit.storage.base import new_id

SHORTEST = 8


@click.group("user")
def command() -> None:
    """People with a log-in.

    Example: audit user add rina@contoh.id --name "Rina" --role mentor
    """


@command.command("add")
@click.argument("email")
@click.option("--name", required=True, help="Name as printed on reports.")
@click.option("--role", required=True, type=click.Choice(ROLES))
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@with_appcontext
def add(email: str, name: str, role: str, password_stdin: bool) -> None:
    """Add a user.

    Example: echo "$PASSWORD" | audit user add rina@contoh.id --name Rina --role mentor
    --password-stdin
    """
    address = checked_email(email)
    if not 1 <= len(name.strip()) <= 120:
        raise Refusal("--name: write 1 to 120 characters")
    password = read_password(password_stdin)
    extensions.migrate()
    with extensions.writing() as session:
        if accounts.by_email(session, address):
            raise Refusal(f"{address} has a log-in already")
        user = User(
            email=address,
            name=name.strip(),
            password=hash_password(password),
            fs_uniquifier=new_id().hex,
        )
        user.roles.append(accounts.role(session, role))
        session.add(user)
    click.echo(f"Added {address} as {role}")


def checked_email(email: str) -> str:
    """The address in its normal form."""
    try:
        return str(validate_email(email, check_deliverability=False).normalized)
    except EmailNotValidError as error:
        raise Refusal(f"{email} is not an email address: {error}") from error


def read_password(from_stdin: bool) -> str:
    """The password, asked for twice at a terminal or read from standard input."""
    if from_stdin:
        password = sys.stdin.readline().rstrip("\n")
    elif sys.stdin.isatty():
        password = str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    else:
        raise Refusal("no terminal to ask for a password; use --password-stdin")
    if len(password) < SHORTEST:
        raise Refusal(f"the password is too short; write at least {SHORTEST} characters")
    return password
