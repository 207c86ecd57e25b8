"""What web, API and command line share: each edit of an audit comes through here."""
