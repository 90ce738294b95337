"""The steps from each version of the vault's tables to the next, for Alembic.

They are taken by ``transforms.subjects.vault.migration``, so no alembic.ini and no env.py are needed. A step is never
changed once it was released; it repeats what it needs to know of the tables, which change further after it. The open
vault, for what has to be sealed, is ``op.get_context().opts["vault"]``.
"""
