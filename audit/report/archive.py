"""What makes a PDF last: PDF/A-3a with the PDF/UA-1 mark and the document inside."""

from datetime import datetime
from functools import cache
from importlib import resources
from io import BytesIO
from typing import Any

from weasyprint import Attachment
from weasyprint.css import ColorProfile

from audit.domain.document import Document, canonical
from audit.domain.exporting import public

VARIANT = "pdf/a-3a"
INTENT = "screen-rgb"
"""Our name for the colours; under its own, sRGB, WeasyPrint opens a file and leaves it open."""

UA_MARK = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA this file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


@cache
def icc() -> bytes:
    """The profile of sRGB that WeasyPrint brings along."""
    return (resources.files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def colours() -> dict[str, Any]:
    """The colour profile that PDF/A asks for; made anew each time, as writing it alters it."""
    channels = (["r"], ["g"], ["b"])
    return {INTENT: ColorProfile(BytesIO(icc()), INTENT, "relative-colorimetric", channels)}


def mark(metadata: Any) -> None:
    """Say in the metadata that the file follows PDF/UA-1, beside PDF/A.

    WeasyPrint writes one variant at a time; a file may follow both.
    """
    write = metadata.generate_rdf_metadata

    def both(*arguments: Any) -> bytes:
        written: bytes = write(*arguments)
        return written.replace(b"</rdf:RDF>", UA_MARK + b"</rdf:RDF>")

    metadata.generate_rdf_metadata = both


def attach(metadata: Any, document: Document, at: datetime) -> None:
    """Put the document into the file, without what never leaves the app.

    :param at: fixed, so that the same audit prints the same bytes
    """
    metadata.attachments.append(
        Attachment(
            string=canonical(public(document)),
            name="audit.json",
            description="Audit 5R",
            relationship="Source",
            created=at,
            modified=at,
        )
    )
