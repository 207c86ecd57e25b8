"""A refusal of a command is bad input: exit status 2, and its text is what is shown."""

import click

from audit.cli.errors import Refusal


def test_a_refusal_exits_with_two_and_says_what_is_wrong() -> None:
    refusal = Refusal("x.toml can't be read")

    assert isinstance(refusal, click.ClickException)
    assert refusal.exit_code == 2
    assert refusal.format_message() == "x.toml can't be read"
