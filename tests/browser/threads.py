"""Work in the app while Playwright's loop holds the thread of the test."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from flask import Flask

T = TypeVar("T")


def aside(task: Callable[[], T]) -> T:
    """Do something in a thread of its own: Playwright's loop holds this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(task).result()


def within(app: Flask, task: Callable[[], T]) -> T:
    """Do something in the context of the app."""

    def inside() -> T:
        with app.app_context():
            return task()

    return aside(inside)
