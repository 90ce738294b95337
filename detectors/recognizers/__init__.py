"""One file per kind of identifier; the registry names them all."""
