"""`make pictures`: what people see, as PNG files; with a folder, every page in four sizes."""
