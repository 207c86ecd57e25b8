"""What makes a PDF last: PDF/A-3a with the PDF/UA-1 mark and the document inside."""

from datetime import datetime
from functools import cache
from importlib import resources
from io import BytesIO
from typing import Any

from weasyprint import Attachment
from weasyprint.css import ColorProfile

from audit.domain.document import Document, canonical
from audit.domain.public import fingerprint, public
from audit.report.inside import DOCUMENT
from audit.report.job import Photos

VARIANT = "pdf/a-3a"
INTENT = "screen-rgb"
"""Our name for the colours; under its own, sRGB, WeasyPrint opens a file and leaves it open."""

MARKS = """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
{sha256}<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>{schemas}</rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
SHA256 = """\
<rdf:Description rdf:about="" xmlns:audit5r="urn:audit-5r:">
<audit5r:sha256>{}</audit5r:sha256></rdf:Description>
"""
SCHEMA = """<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>{title}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{address}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{name}</pdfaProperty:name>
<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{what}</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>"""
"""PDF/A takes no property in the metadata that the file does not describe."""

SCHEMAS = (
    SCHEMA.format(
        title="PDF/UA identification schema",
        address="http://www.aiim.org/pdfua/ns/id/",
        prefix="pdfuaid",
        name="part",
        kind="Integer",
        what="Part of PDF/UA this file follows",
    ),
    SCHEMA.format(
        title="Audit 5R",
        address="urn:audit-5r:",
        prefix="audit5r",
        name="sha256",
        kind="Text",
        what="SHA-256 of the attached audit.json",
    ),
)


@cache
def icc() -> bytes:
    """The profile of sRGB that WeasyPrint brings along."""
    return (resources.files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def colours() -> dict[str, Any]:
    """The colour profile that PDF/A asks for; made anew each time, as writing it alters it."""
    channels = (["r"], ["g"], ["b"])
    return {INTENT: ColorProfile(BytesIO(icc()), INTENT, "relative-colorimetric", channels)}


def mark(metadata: Any, document: Document | None) -> None:
    """Say in the metadata that the file follows PDF/UA-1, beside PDF/A, and what it carries.

    WeasyPrint writes one variant at a time; a file may follow both.
    """
    write = metadata.generate_rdf_metadata
    sha256 = SHA256.format(fingerprint(document)) if document else ""
    marks = MARKS.format(sha256=sha256, schemas="".join(SCHEMAS)).encode()

    def both(*arguments: Any) -> bytes:
        written: bytes = write(*arguments)
        return written.replace(b"</rdf:RDF>", marks + b"</rdf:RDF>")

    metadata.generate_rdf_metadata = both


def attach(metadata: Any, document: Document, originals: Photos | None, at: datetime) -> None:
    """Put the document into the file, without what never leaves the app.

    :param originals: from SHA-256 to the stored photo, to put those in as well
    :param at: fixed, so that the same audit prints the same bytes
    """
    files = {DOCUMENT: canonical(public(document))}
    if originals:
        stored = {sha256: originals(sha256) for sha256 in document.photo_hashes()}
        files |= {f"{sha256}.jpg": data for sha256, data in stored.items() if data}
    # Names of attachments are a tree, which has to be sorted.
    for name, data in sorted(files.items()):
        metadata.attachments.append(
            Attachment(
                string=data,
                name=name,
                description="Audit 5R",
                relationship="Source" if name == DOCUMENT else "Supplement",
                created=at,
                modified=at,
            )
        )
