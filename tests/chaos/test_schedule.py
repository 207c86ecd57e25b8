"""Schedules: the same for the same seed, possible, and together they meet everything."""

from collections import Counter

from tests.chaos.schedule import STEPS, Step, schedule

EVERYTHING = {
    *{"rate", "slip", "write", "photograph", "turn", "reload", "begin", "office"},
    *{"kill_browser", "offline", "online", "slow", "fast", "expire", "log_in"},
    *{"kill_server", "start_server", "hang_server", "resume_server"},
}


def test_a_seed_always_gives_the_same_steps() -> None:
    assert schedule(17) == schedule(17)
    assert schedule(17) != schedule(18)


def test_the_seeds_of_make_chaos_meet_everything_many_times() -> None:
    met = Counter(step.act for seed in range(1, 201) for step in schedule(seed))

    assert met.keys() == EVERYTHING
    assert min(met.values()) > 40


def test_the_seeds_of_make_test_meet_everything() -> None:
    assert {step.act for seed in range(1, 11) for step in schedule(seed)} == EVERYTHING


def test_schedules_are_as_long_as_they_say_and_possible() -> None:
    for seed in range(1, 201):
        steps = schedule(seed)
        assert STEPS[0] <= len(steps) <= STEPS[1]
        assert starts_and_ends_fit(steps), seed


def starts_and_ends_fit(steps: list[Step]) -> bool:
    """A server that is down is not killed, one that is up not started."""
    state = "up"
    for step in steps:
        wanted = {"kill_server": "up", "hang_server": "up"}
        wanted |= {"start_server": "down", "resume_server": "mute"}
        if step.act in wanted and wanted[step.act] != state:
            return False
        if step.act == "log_in" and state != "up":
            return False
        after = {"kill_server": "down", "hang_server": "mute"}
        after |= {"start_server": "up", "resume_server": "up"}
        state = after.get(step.act, state)
    return True
