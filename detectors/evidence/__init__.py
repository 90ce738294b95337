"""What speaks for a category of a column: its header, its values, its neighbours; and how sure that makes us."""
