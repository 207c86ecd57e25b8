"""Audits and actions as tables for spreadsheets: values in, the bytes of a file out."""
