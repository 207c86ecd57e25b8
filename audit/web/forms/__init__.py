"""What people fill in: fields, their limits, and what to say when something is wrong."""
