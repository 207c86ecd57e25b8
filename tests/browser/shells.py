"""A page that the tablet keeps in place of the server's, and the store behind it."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from typing import Any, Literal
from uuid import UUID

import msgspec
from playwright.sync_api import Browser, Page, Route

from audit.domain.document import Document
from tests.browser.conftest import Site, logged_in
from tests.browser.sheets import eventually

Wait = Literal["load", "commit"]
STORE = 'const store = await import("/static/offline/store.js");'
"""Opens the tablet's store in a script of a test; the page hears of changes made there."""
AT_REST = """await (async () => {
  const { part } = await import(document.querySelector("script[data-run]").src);
  await part("base").ready;
  await new Promise((next) => setTimeout(next)); // the first sync has begun by then
  return !part("offline/sync").status.running;
})()"""
"""Whether the page has done what it does on its own when it opens: a sync that was still under
way could bring or ask what a test does not expect."""


class Hand:
    """One page of the mentor's tablet, without a service worker: the tests play its part."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site

    def run(self, script: str, *arguments: Any) -> Any:
        """The answer of a script that has `store` and its arguments as `given`."""
        return self.page.evaluate(f"async (given) => {{ {STORE} {script} }}", list(arguments))

    def settle(self) -> None:
        """Let the tablet know its user and his workshops, and come to rest."""
        self.page.goto("/outbox/")
        self.until(
            'return (await store.meta("bootstrap")) && (await store.workshops()).length'
            f" && {AT_REST}"
        )

    def until(self, script: str, *arguments: Any) -> Any:
        """Wait until a script answers something true."""
        return eventually(self.page, lambda: self.run(script, *arguments))

    def shell(self, path: str, name: str, wait: Wait = "load") -> None:
        """Open an address on the page that the tablet keeps for it; `wait` until when."""
        kept = self.page.request.get(f"/tablet/id/{name}").text()
        self.page.route(
            re.compile(re.escape(self.site.address + path) + r"$"),
            lambda route: route.fulfill(body=kept, content_type="text/html"),
        )
        self.page.goto(path, wait_until=wait)

    def no_server(self) -> Callable[[], None]:
        """No answer of the API from now on, but for what the tablet keeps; gives the way back."""

        def lost(route: Route) -> None:
            if "/instruments/" in route.request.url:
                route.fallback()
            else:
                route.abort()

        self.page.route("**/api/**", lost)
        return lambda: self.page.unroute("**/api/**", lost)

    def hold(self, document: Document, **changes: Any) -> UUID:
        """Put a new audit into the store, with some fields of its record replaced."""
        self.run(
            """
            const [user, document, changes] = given;
            // The second follows the first at once: no sync sees the audit without the changes.
            await Promise.all([
              store.begin(user, document),
              store.update(document.id, (record) => ({ ...record, ...changes })),
            ]);
            """,
            str(self.site.mentor.id),
            msgspec.to_builtins(document),
            changes,
        )
        return document.id

    def photo(self, audit_id: UUID, data: bytes, **changes: Any) -> None:
        """Put a photo into the store, with some fields replaced."""
        self.run(
            """
            const [user, audit, sha256, bytes, changes] = given;
            const data = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt()).buffer;
            const one = store.newPhoto(user, audit, { sha256, data, mime: "image/jpeg" });
            await store.update(audit, (record) => record, [{ ...one, ...changes }]);
            """,
            str(self.site.mentor.id),
            str(audit_id),
            sha256(data).hexdigest(),
            b64encode(data).decode(),
            changes,
        )

    def record(self, audit_id: UUID) -> Any:
        """What the store has of an audit; None for nothing."""
        return self.run("return (await store.held(given[0])) ?? null", str(audit_id))

    def edit(self, audit_id: UUID, code: str, **answer: Any) -> None:
        """Answer an item on the tablet."""
        self.run(
            """
            const [id, code, answer] = given;
            await store.edit(id, (document) => {
              const empty = { score: null, note: "", na_reason: "", area: "", photos: [] };
              const answers = { ...document.answers };
              answers[code] = { ...empty, ...answers[code], ...answer };
              return { ...document, answers };
            });
            """,
            str(audit_id),
            code,
            answer,
        )


@contextmanager
def hand_of(browser: Browser, site: Site, at: str = "") -> Iterator[Hand]:
    """A tablet that knows its mentor and his workshops; at a fixed moment, if one is given."""
    with closing(logged_in(browser, site, at, service_workers="block")) as context:
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        hand = Hand(page, site)
        hand.settle()
        yield hand
        assert wrong == []
