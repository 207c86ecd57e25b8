"""Photos as parts of a form: those there are, new ones, those that are to go."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage
from wtforms import Field

SHA256 = re.compile(r"[0-9a-f]{64}")


class PhotoForm(FlaskForm):
    """A form whose entries have photos beside their other parts."""

    def entries(self) -> Sequence[Any]:
        """What the form has an entry for."""
        raise NotImplementedError

    def part(self, entry: Any, part: str) -> Field:
        """The field of one part of an entry."""
        raise NotImplementedError

    def files(self) -> Iterator[tuple[Any, list[FileStorage]]]:
        """The picture files that came with the form, by entry."""
        for entry in self.entries():
            if files := self.part(entry, "photos").data:
                yield entry, files

    def kept(self, entry: Any, stored: Iterable[str]) -> tuple[str, ...]:
        """The photos of one entry without those that are to go."""
        dropped = self.part(entry, "drop").data
        return tuple(sha for sha in self.photos(entry, stored) if sha not in dropped)

    def photos(self, entry: Any, stored: Iterable[str]) -> tuple[str, ...]:
        """The photos of one entry, those that are to go among them."""
        wanted = dict.fromkeys([*stored, *self.part(entry, "added").data])
        return tuple(sha for sha in wanted if SHA256.fullmatch(sha))
