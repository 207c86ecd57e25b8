"""One seed from its schedule to its verdict."""

import time
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from playwright.sync_api import Playwright

from tests.chaos.schedule import Step, schedule
from tests.chaos.stage import Stage
from tests.chaos.verdict import Evidence, Verdict, judge
from tests.chaos.world import World, world


@dataclass
class Outcome:
    """What came of a seed."""

    seed: int
    steps: list[Step]
    verdict: Verdict
    seconds: float
    met: str
    """How much there was to merge, so that nobody takes a quiet run for a proof."""

    def __str__(self) -> str:
        took = f"{len(self.steps)} steps in {self.seconds:.1f} s"
        return f"seed {self.seed}: {took}, {self.met}: {self.verdict}"

    def story(self) -> str:
        """All steps and all that is wrong, for whoever looks into it."""
        lines = [str(self), *map(str, self.steps), *self.verdict.lines()]
        return "\n  ".join(lines)


class BrokenError(AssertionError):
    """A step could not be done at all."""


def run(seed: int, stage: Stage, folder: Path, playwright: Playwright) -> Outcome:
    """Play a seed in a folder of its own, which is removed when all went well.

    :raise BrokenError: a step failed, with the steps up to it
    """
    folder.mkdir()
    steps = schedule(seed)
    started = time.monotonic()
    with world(stage, folder, playwright) as made:
        play(seed, made, steps)
        evidence = made.evidence()
    verdict = judge(evidence)
    if verdict.good:
        rmtree(folder)
    return Outcome(seed, steps, verdict, time.monotonic() - started, met(evidence))


def play(seed: int, made: World, steps: list[Step]) -> None:
    """Do every step, and let all come to rest."""
    done: list[str] = []
    try:
        for step in steps:
            done.append(str(step))
            made.perform(step)
        done.append("settle")
        made.settle()
    except Exception as error:
        lines = [f"seed {seed} broke at its last step:", *done, *made.looks(), str(error)]
        raise BrokenError("\n  ".join(lines)) from error


def met(evidence: Evidence) -> str:
    """Versions, how many of them are other than what was sent, and conflicts left to a person."""
    versions = [one for history in evidence.server.values() for one in history]
    merged = sum(one.sent is not None for one in versions)
    open_ones = sum(len(history[-1].document["conflicts"]) for history in evidence.server.values())
    return f"{len(versions)} versions, {merged} merged, {open_ones} conflicts"
