"""A small clinic that does not exist: its people, and the exports that its systems would write.

Not part of the wheel. ``python sample_data/make.py`` writes ``sample_data/exports`` and ``sample_data/truth`` anew.
"""
