"""A page as WeasyPrint takes it, read and dressed in a fraction of the time; the look is the same.

Both ways round are WeasyPrint's own, for any page of the world; ours are simpler. They stand on
how its version 70 is built inside, which is pinned; tests hold each page to what it would be.
"""

import re
from functools import cache
from typing import Any
from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML
from weasyprint.html import UA, UA_COUNTER_STYLE

from audit.report.fetcher import Fetcher

DOCTYPE = "<!doctype html>"
OPEN = re.compile(r"<((?:br|img|link|meta)\b[^<>]*)(?<!/)>")
"""Tags that HTML never closes and XML does."""
NOTES = re.compile(r"^::(?:foot)?note-.*\n", re.MULTILINE)
"""Default rules for notes, which no page of ours has: they match every element five times."""


class Page(HTML):
    """One page to print, with the addresses it may name."""

    def __init__(self, text: str, fetcher: Fetcher) -> None:
        root = tree(text)
        if root is None:
            super().__init__(string=text, url_fetcher=fetcher)
            return
        self.base_url, self.url_fetcher, self.media_type = None, fetcher, "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return [defaults()]


def tree(text: str) -> ElementTree.Element | None:
    """The elements of a page that is well-formed, as all our templates are; None of any other.

    A reader of XML takes a tenth of the time of one that forgives what people write as HTML.
    """
    bare = text.replace(DOCTYPE, "", 1)
    if "<!" in bare or "<base" in bare:
        return None  # definitions of its own, or an address to start from: not from our templates
    try:
        return ElementTree.fromstring(OPEN.sub(r"<\1/>", bare))
    except ElementTree.ParseError:
        return None


@cache
def defaults() -> CSS:
    """How a page looks before our style sheet: as in WeasyPrint, without what ours never need."""
    rules = NOTES.sub("", UA).replace("\n::marker {", "\nli::marker {")
    return CSS(string=rules, counter_style=UA_COUNTER_STYLE)
