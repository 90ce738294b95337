"""File → tables of text: one reader per format, one profile per system."""
