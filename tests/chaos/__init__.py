"""`make chaos`: two tablets, an office and a server through everything that goes wrong.

A seed makes a schedule of steps (`schedule`), a world plays it with real browsers and a
real server process (`world`, from a prepared `stage`), and a verdict (`verdict`) counts
what was lost, doubled, half written or left different.
"""
