"""Texts that people typed, cut to where they are printed."""

LINE = 48
PARAGRAPH = 150


def short(text: str, limit: int = PARAGRAPH) -> str:
    """The text on one line, cut between words after at most `limit` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    head, space, _ = line[:limit].rpartition(" ")
    # A single endless word has no place to be cut at.
    return (head if space and len(head) > limit // 2 else line[: limit - 1]).rstrip(" .,;:") + "…"


def joined(*texts: str) -> str:
    """The texts that say something, with a middle dot between them."""
    return " · ".join(text for text in texts if text)
