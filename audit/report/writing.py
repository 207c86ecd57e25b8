"""The objects of a PDF become bytes once, packed quickly.

pydyf makes them twice, for the file and again for the checksum that identifies it, and packs as
tightly as it can, which takes three times as long for 0.2 % of a report.
"""

import zlib
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


def packed(made: pydyf.Object) -> pydyf.Object:
    """The same object; a stream that is to be packed has been."""
    if not (isinstance(made, pydyf.Stream) and made.compress):
        return made
    _, _, plain = pydyf.Stream(made.stream).data.partition(b"\nstream\n")
    data = zlib.compress(plain.removesuffix(b"\nendstream"), LEVEL)
    return pydyf.Stream([data], {**made.extra, "Filter": "/FlateDecode"})


def finish(_document: Any, pdf: pydyf.PDF) -> None:
    """Make all objects ready, just before WeasyPrint writes them."""
    pdf.objects = [one if one.free == "f" else Ready(one) for one in pdf.objects]
