"""Corrections, as on SQLite."""

from tests.usecases.test_correcting import *
