"""What is personal data: categories, recognizers, column classification, spans in text."""

import os

# Threads of numpy's algebra wait for each other longer than they work on matrices as small as the tagger's: it then
# takes twice the time of the cores. They are counted when numpy is loaded; who sets their number keeps it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
