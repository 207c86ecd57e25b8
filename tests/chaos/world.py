"""A run: the steps of a schedule played with real browsers and a real server process."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Playwright

from tests.browser.chromium_tablet import ChromiumTablet
from tests.browser.process import Server
from tests.chaos.hand import Hand, picture
from tests.chaos.office import Office
from tests.chaos.schedule import TABLETS, Step
from tests.chaos.stage import Stage
from tests.chaos.verdict import Evidence, Said

ROUNDS = 10
"""After so many rounds of sending and looking all must be the same."""


class World:
    """One server, one office, two tablets."""

    def __init__(self, stage: Stage, folder: Path, playwright: Playwright) -> None:
        self.cast = stage.cast
        self.said: list[Said] = []
        self.folder = folder
        self.server = Server(stage.copy("instance", folder), stage.port)
        self.office = Office(self.server.instance)
        self.hands = {
            name: Hand(
                name,
                ChromiumTablet(stage.copy(name, folder), self.server.address, playwright),
                self.cast,
                self.said,
            )
            for name in TABLETS
        }
        self._begun = len(self.cast.drafts)

    def perform(self, step: Step) -> None:
        """Do one step."""
        if step.who in self.hands:
            self._hand_does(step, self.hands[step.who])
        elif step.act == "office":
            self._office_writes(step)
        else:
            {
                "kill_server": self.server.kill,
                "hang_server": self.server.hang,
                "start_server": self.server.launch,
                "resume_server": self.server.resume,
            }[step.act]()

    def _hand_does(self, step: Step, hand: Hand) -> None:
        match step.act:
            case "rate":
                hand.rate(step.item, step.value)
            case "slip":
                hand.slip(step.item, step.value)
            case "write":
                hand.write(step.item, str(step.value))
            case "photograph":
                hand.photograph(step.item, picture(self.folder, f"{step.who}-{step.value}"))
            case "turn":
                hand.turn()
            case "reload":
                hand.reload()
            case "kill_browser":
                hand.kill()
            case "offline" | "online":
                hand.set_online(step.act == "online")
            case "slow" | "fast":
                hand.set_slow(step.act == "slow")
            case "expire":
                hand.forget_log_in()
            case "log_in":
                self.server.wait()
                hand.log_in()
            case "begin":
                hand.begin(self.cast.workshop)
                self._begun += 1
            case _:
                raise ValueError(step)

    def _office_writes(self, step: Step) -> None:
        audit = self.cast.drafts[0]
        self.office.write(self.cast.coordinator, audit, step.item, str(step.value))
        self.said.append(Said("office", audit, f"answers.{step.item}.note", step.value))

    def looks(self) -> list[str]:
        """What the screens say, for whoever looks into a failure."""
        return [hand.look() for hand in self.hands.values()]

    # ---- The end

    def settle(self) -> None:
        """Everything works again: send and look until nothing changes any more."""
        self.server.revive()
        for hand in self.hands.values():
            hand.set_online(True)
            hand.set_slow(False)
            hand.wake()
            if not hand.logged_in():
                hand.log_in()
        for _ in range(ROUNDS):
            before = self.office.newest()
            for hand in self.hands.values():
                hand.send_all()
            for hand in self.hands.values():
                hand.refresh()
            if self.office.newest() == before:
                return

    def evidence(self) -> Evidence:
        """All that is there now."""
        archive = self.office.archive()
        named = {said.value for said in self.said if said.path.endswith(".photos")}
        for history in archive.values():
            for answer in history[-1].document["answers"].values():
                named.update(answer["photos"])
        return Evidence(
            said=self.said,
            server=archive,
            photos={sha: self.office.photo(sha) for sha in named},
            tablets={name: hand.records() for name, hand in self.hands.items()},
            begun=self._begun,
        )


@contextmanager
def world(stage: Stage, folder: Path, playwright: Playwright) -> Iterator[World]:
    """A world with its server and tablets started; nothing of it is left behind."""
    made = World(stage, folder, playwright)
    with ExitStack() as ends:
        ends.callback(made.office.close)
        ends.callback(made.server.kill)
        made.server.launch()
        for hand in made.hands.values():
            ends.callback(hand.close)
        made.server.wait()
        for hand in made.hands.values():
            hand.wake()
        yield made
