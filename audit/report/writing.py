"""The objects of a PDF become bytes once, packed quickly.

pydyf makes them twice, for the file and again for the checksum that identifies it, and packs as
tightly as it can, which takes three times as long for 0.2 % of a report.
"""

import zlib
from collections.abc import Iterable
from typing import Any

import pydyf

LEVEL = 6
"""How tightly to pack, from 1 to 9."""


class Ready(pydyf.Object):
    """An object of a PDF with its bytes."""

    compressible = False
    data = b""

    def __init__(self, made: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation = made.number, made.generation
        self.compressible, self.data = made.compressible, packed(made).data


class Objects(list[pydyf.Object]):
    """The objects of a PDF; what its writer adds, all small objects as one, is packed here."""

    def __init__(self, made: Iterable[pydyf.Object]) -> None:
        super().__init__(one if one.free == "f" else Ready(one) for one in made)

    def append(self, made: pydyf.Object) -> None:
        """Take one more; its writer goes on with the very object."""
        super().append(packed(made))


def packed(made: pydyf.Object) -> pydyf.Object:
    """The same object; a stream that is to be packed has been."""
    if isinstance(made, pydyf.Stream) and made.compress:
        _, _, plain = pydyf.Stream(made.stream).data.partition(b"\nstream\n")
        made.stream = [zlib.compress(plain.removesuffix(b"\nendstream"), LEVEL)]
        made.extra = {**made.extra, "Filter": "/FlateDecode"}
        made.compress = False
    return made


def finish(_document: Any, pdf: pydyf.PDF) -> None:
    """Make all objects ready, just before WeasyPrint writes them."""
    pdf.objects = Objects(pdf.objects)
