"""Notes in four languages for the benchmark: the sample clinic's frames, people drawn anew for each note."""

