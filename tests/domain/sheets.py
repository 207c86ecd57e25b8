"""Instruments as TOML, for the tests of reading them."""

from audit.domain.instrument import SECTORS


def both(words: str) -> str:
    return f'{{ id = "{words}", en = "{words} (en)" }}'


def item_toml(code: str, score_of_last: int = 3) -> str:
    """One valid item with cases of the levels 0, 1, 2 and `score_of_last`."""
    seen = ", ".join(
        f'{{ seen = "kasus {score}", score = {score} }}' for score in (0, 1, 2, score_of_last)
    )
    lines = [
        "[[pillar.item]]",
        f'code = "{code}"',
        "critical = false",
        f"title = {both('Judul ' + code)}",
        f"check = {both('Periksa ' + code)}",
        *[f"level.{level} = {both(f'Tingkat {level} {code}')}" for level in range(5)],
        f"action = {both('Benahi ' + code)}",
        'cost = "tanpa"',
        *[f"hint.{sector} = {both('Lihat ' + sector)}" for sector in SECTORS],
        f"case = [ {seen} ]",
    ]
    return "\n".join(lines) + "\n"


def sheet_toml(*items: str) -> str:
    """A valid instrument with pillars R1 and K3; `items` take the place of R1.1 and R1.2."""
    return "\n".join(
        [
            "[instrument]",
            'code = "tiny"',
            "version = 1",
            f"title = {both('Kecil')}",
            "[[pillar]]",
            'code = "R1"',
            f"title = {both('Ringkas')}",
            *(items or (item_toml("R1.1"), item_toml("R1.2"))),
            "[[pillar]]",
            'code = "K3"',
            "apart = true",
            f"title = {both('Keselamatan')}",
            item_toml("K3.1").replace("critical = false", "critical = true"),
        ]
    )
