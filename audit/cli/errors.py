"""How a command refuses: one line that says what is wrong and how to mend it."""

import click


class Refusal(click.ClickException):
    """Bad input of a command; nothing was changed."""

    exit_code = 2
