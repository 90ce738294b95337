"""Who is who: linkage, vault, consent, standing."""
