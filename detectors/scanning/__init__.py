"""All patterns over many notes in one pass, and over no more of them than may hold a match."""
