"""Makes the tagger's weights: ``python -m detectors.tagger.training``; nothing here is needed to run the pipeline.

The frames are texts written for this project, with slots where names stand. They are filled at random, typed in several
ways, and small networks learn which words stood in slots: first some teachers, then, from the texts and from these, the
one that is kept. The same frames and lists give the same weights. ``--measure`` leaves whole files of texts out and
tells how well the network does on those.
"""
