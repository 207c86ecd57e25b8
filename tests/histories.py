"""The five audits of the vectors, stored, and what pages and prints say of them."""

import re
import subprocess
from datetime import date, timedelta
from typing import Any

from audit.domain.document import Document
from audit.storage.accounts import User
from audit.storage.workshops import Workshop
from tests.answers import HISTORY, answers
from tests.closings import final
from tests.usecases.visits import a_visit, finished

PERCENT = re.compile(r'data-percent="(\w+)" data-state="(\w+)">([^<]+)<')
COMMON = re.compile(r'data-common="([^"]+)"')


def a_history(user: User, workshop: Workshop, **last: Any) -> list[Document]:
    """Audits ke-1 to ke-5, six weeks apart; `last` changes the fifth."""
    return [
        final(
            user,
            workshop,
            answers=answers(given),
            audited_on=date(2026, 1, 5) + timedelta(weeks=6 * number),
            **(last if number == len(HISTORY) - 1 else {}),
        ).document
        for number, given in enumerate(HISTORY)
    ]


def many(user: User, workshop: Workshop, count: int) -> list[Document]:
    """So many final audits that all found the same."""
    return [
        finished(user, a_visit(workshop, user, {"R2.1": 1, "K3.4": 0}, day=6 * number)).document
        for number in range(count)
    ]


def percents(page: str) -> dict[str, tuple[str, str]]:
    """State and shown text of every percent of a page, by its hook."""
    return {code: (state, text) for code, state, text in PERCENT.findall(page)}


def commons(page: str) -> list[str]:
    """How many items each change of a page is over, as its hook says."""
    return COMMON.findall(page)


def printed(pdf: bytes) -> str:
    """The text of a PDF, white space evened out; the font draws "-" and "−" alike."""
    run = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True)
    assert run.returncode == 0, run.stderr
    return " ".join(run.stdout.decode().replace("-", "\N{MINUS SIGN}").split())
