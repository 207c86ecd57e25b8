"""`make bench`: what printing, opening and saving cost on this machine. No thresholds."""
