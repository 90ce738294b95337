"""How long the clinic keeps what: the terms as data, which table falls under which, and what is past its term."""
