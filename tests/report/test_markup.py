"""A page is read and dressed in less time, and nothing of it is different."""

from xml.etree import ElementTree

import pytest
from weasyprint import CSS, HTML

from audit.report.fetcher import Fetcher
from audit.report.markup import Page, tree
from audit.report.places import resource
from tests.report.print_set import PRINTS, kept

LISTED = "li { list-style: disc inside }"
STRANGE = [
    "<p>one<p>two",
    "<p>a &nbsp; b</p>",
    "<ul><li>one<li>two</ul>",
    '<!doctype html [<!ENTITY x "xxxx">]><p>&x;</p>',
    '<html><base href="app:css/"><p>x</p></html>',
]


XMLNS = "{http://www.w3.org/2000/xmlns/}xmlns"
"""What a tag says of its own name, an attribute to readers of HTML."""


def seen(element: ElementTree.Element) -> object:
    """What an element is to the layout: blanks between blocks are nothing."""
    text, tail = ((part or "").strip() for part in (element.text, element.tail))
    facts = {name: value for name, value in element.attrib.items() if name != XMLNS}
    return element.tag, facts, text, tail, [seen(child) for child in element]


@pytest.mark.parametrize("name", PRINTS)
def test_a_page_is_read_as_a_browser_reads_it(name: str) -> None:
    html = PRINTS[name].html()
    ours = tree(html)

    assert ours is not None, "it is not well-formed, so reading it takes ten times as long"
    assert seen(ours) == seen(HTML(string=html).etree_element)


@pytest.mark.parametrize("page", STRANGE)
def test_a_page_unlike_ours_is_read_as_html(page: str) -> None:
    assert tree(page) is None
    assert Page(page, fetcher()).etree_element.find("body") is not None


@pytest.mark.parametrize("name", PRINTS)
def test_the_default_look_is_that_of_weasyprint(name: str) -> None:
    html = PRINTS[name].html()
    style = CSS(string=LISTED)

    ours = Page(html, fetcher()).write_pdf(stylesheets=[style])

    assert ours == HTML(string=html, url_fetcher=fetcher()).write_pdf(stylesheets=[style])


def fetcher() -> Fetcher:
    return Fetcher(resource("static"), kept)
