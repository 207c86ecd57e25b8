"""What happens in one run: drawn from a seed, so that a run that failed can be run again."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

TABLETS = ("one", "two")
ITEMS = ("R1.1", "R1.2", "R1.3", "R1.4")
SCORES: tuple[int | str, ...] = (0, 1, 2, 3, 4, "na")
STEPS = (16, 26)
WORDS = (
    "rak miring",
    "label hilang",
    "lantai licin",
    "sudah rapi",
    "belum dipilah",
    "jalur tertutup",
)


@dataclass(frozen=True)
class Step:
    """One thing done: `act` is a method of the world."""

    act: str
    who: str = ""
    item: str = ""
    value: int | str = ""

    def __str__(self) -> str:
        return " ".join(
            str(part) for part in (self.act, self.who, self.item, self.value) if part != ""
        )


@dataclass
class Hand:
    """What the schedule knows of one tablet."""

    online: bool = True
    slow: bool = False
    logged_in: bool = True
    begun: bool = False


@dataclass
class Weather:
    """What the schedule knows of the world, so that it asks for nothing impossible."""

    server: str = "up"
    hands: dict[str, Hand] = field(default_factory=lambda: {who: Hand() for who in TABLETS})


def schedule(seed: int) -> list[Step]:
    """The steps of a seed: always the same."""
    chance = random.Random(seed)
    weather = Weather()
    return [next_step(chance, weather, number) for number in range(chance.randint(*STEPS))]


def next_step(chance: random.Random, weather: Weather, number: int) -> Step:
    """Draw one step that is possible now, and note what it changes."""
    possible = list(possible_steps(chance, weather, number))
    weights = [weight for weight, _ in possible]
    [(_, step)] = chance.choices(possible, weights)
    note(step, weather)
    return step


def possible_steps(
    chance: random.Random, weather: Weather, number: int
) -> Iterator[tuple[float, Step]]:
    """Steps with their weights."""
    item, word = chance.choice(ITEMS), f"{chance.choice(WORDS)} {number}"
    score = chance.choice(SCORES)
    if weather.server != "mute":
        yield 3, Step("office", "office", item, word)
    yield from server_steps(weather.server)
    for who, hand in weather.hands.items():
        yield 5, Step("rate", who, item, score)
        yield 3, Step("write", who, item, word)
        yield 2, Step("photograph", who, item, number)
        yield 0.8, Step("slip", who, item, score)
        yield 1, Step("turn", who)
        yield 0.6, Step("reload", who)
        yield 0.9, Step("kill_browser", who)
        yield from line_steps(who, hand)
        yield from door_steps(who, hand, weather.server)


def server_steps(state: str) -> Iterator[tuple[float, Step]]:
    """What may happen to the server."""
    if state == "up":
        yield 1.5, Step("kill_server")
        yield 0.7, Step("hang_server")
    if state == "down":
        yield 6, Step("start_server")
    if state == "mute":
        yield 9, Step("resume_server")


def line_steps(who: str, hand: Hand) -> Iterator[tuple[float, Step]]:
    """What may happen to the network of a tablet."""
    yield (1.2, Step("offline", who)) if hand.online else (4, Step("online", who))
    yield (0.8, Step("slow", who)) if not hand.slow else (3, Step("fast", who))


def door_steps(who: str, hand: Hand, server: str) -> Iterator[tuple[float, Step]]:
    """What may happen to a log-in, and new audits."""
    if hand.logged_in:
        yield 0.9, Step("expire", who)
    elif hand.online and server == "up":
        yield 6, Step("log_in", who)
    if not hand.begun and server != "mute":
        yield 0.8, Step("begin", who)


def note(step: Step, weather: Weather) -> None:
    """What a step changes for the steps after it."""
    states = {"kill_server": "down", "hang_server": "mute"}
    states |= {"start_server": "up", "resume_server": "up"}
    weather.server = states.get(step.act, weather.server)
    if hand := weather.hands.get(step.who):
        hand.online = {"offline": False, "online": True}.get(step.act, hand.online)
        hand.slow = {"slow": True, "fast": False}.get(step.act, hand.slow)
        hand.logged_in = {"expire": False, "log_in": True}.get(step.act, hand.logged_in)
        hand.begun = hand.begun or step.act == "begin"
