"""One file per treatment; the registry names them all."""
