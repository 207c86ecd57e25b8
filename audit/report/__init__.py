"""Values become pages, charts and PDF bytes; knows no Flask and no database."""
