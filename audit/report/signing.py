"""The places to sign: who, with which drawing, or that it has not happened yet."""

from dataclasses import dataclass
from typing import Annotated

from audit.domain.document import Signature
from audit.report.inputs import ReportInput
from audit.report.words import Words


@dataclass(frozen=True)
class SignatureBox:
    """One place to sign."""

    role: Annotated[str, "Pendamping"]
    name: Annotated[str, "Name of who signed or is to sign, or nothing"]
    photo: Annotated[str, "Drawn signature by SHA-256, or nothing"]
    said: Annotated[str, "ditandatangani 24 November 2026 / belum ditandatangani, or nothing"]


def signature_boxes(words: Words, context: ReportInput) -> tuple[SignatureBox, ...]:
    """Mentor, owner, and who acknowledges; the last one is optional."""
    _ = words.gettext
    document, signed = context.document, context.document.signatures
    return (
        box(words, context, _("Pendamping"), signed.mentor, document.mentor.name),
        box(words, context, _("Pemilik"), signed.owner, context.owner_name),
        box(
            words,
            context,
            _("Mengetahui"),
            signed.acknowledged,
            context.acknowledged_name,
            needed=False,
        ),
    )


def box(
    words: Words,
    context: ReportInput,
    role: str,
    signature: Signature | None,
    name: str,
    *,
    needed: bool = True,
) -> SignatureBox:
    """One place; without a signature it is empty, to be signed by pen."""
    if signature is None:
        return SignatureBox(role, name, "", words.gettext("belum ditandatangani") if needed else "")
    # Stored in UTC; what counts is the day where the workshop is.
    day = words.day(signature.at.astimezone(context.timezone).date())
    return SignatureBox(role, signature.name or name, signature.photo, day)
