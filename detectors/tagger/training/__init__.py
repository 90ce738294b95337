"""Makes the tagger's weights: ``python -m detectors.tagger.training``; nothing here is needed to run the pipeline.

The frames are texts written for this project, with slots where names stand. They are filled at random, typed in several
ways, and a small network learns which words stood in slots. The same frames and lists give the same weights.
``--measure`` leaves whole files of texts out and tells how well the network does on those.
"""
