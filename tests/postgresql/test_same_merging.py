"""Two tablets on one audit, as on SQLite."""

from tests.usecases.test_merging import *
