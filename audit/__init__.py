"""Audit 5R: rate a small workshop on site, print what to improve, compare it over time."""
