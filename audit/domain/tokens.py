"""Tokens that open something without a log-in: 128 random bits, known here by their hash only."""

import re
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Literal

Purpose = Literal["whatsapp", "board", "red_tag"]
"""What an owner's link is for: a message, the board in the workshop, a red tag."""

SIZE = 16
"""Bytes of chance in a token."""
TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


def token_of(chance: bytes) -> str:
    """The bytes as 22 letters that stand in an address as they are.

    :raise ValueError: not exactly 128 bits
    """
    if len(chance) != SIZE:
        raise ValueError("a token is made of 16 bytes")
    return urlsafe_b64encode(chance).rstrip(b"=").decode()


def well_formed(text: str) -> bool:
    """Whether this could be a token at all."""
    return bool(TOKEN.fullmatch(text))


def fingerprint(token: str) -> str:
    """What is kept of a token: its SHA-256 as hexadecimal digits, never the token itself.

    A hash without salt is enough: nobody goes through 2^128 tokens.
    """
    return sha256(token.encode()).hexdigest()
