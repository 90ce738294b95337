"""One person over all systems: the copy of their data, their erasure, and the certificate of it."""
