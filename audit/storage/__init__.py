"""Rows and queries; every function takes the session first and knows no web."""
