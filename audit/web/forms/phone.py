"""Phone numbers as Indonesians write them, and as programs want them (E.164)."""

import re

SEPARATORS = re.compile(r"[\s().\-/]+")
E164 = re.compile(r"\+[1-9]\d{7,14}")
INDONESIA = "+62"


def e164(text: str) -> str | None:
    """``+628123456789`` for ``0812-345-6789``; None for what is no phone number."""
    digits = SEPARATORS.sub("", text)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    elif digits.startswith("0"):
        digits = INDONESIA + digits[1:]
    elif digits.startswith("62"):
        digits = "+" + digits
    elif digits.startswith("8"):
        digits = INDONESIA + digits
    # Some write the code of the country and still the zero of the trunk: +62 (0)812.
    digits = digits.replace("+620", INDONESIA, 1)
    return digits if E164.fullmatch(digits) else None


def spoken(number: str) -> str:
    """``0812-3456-7890``: an Indonesian number in groups, others as they are stored."""
    if not number.startswith(INDONESIA):
        return number
    digits = "0" + number.removeprefix(INDONESIA)
    groups = [digits[:4], digits[4:8], digits[8:]]
    return "-".join(group for group in groups if group)
