"""The rules of a 5R audit as functions of values: no clock, no files, no web."""
