"""The vault: which identifiers were ever seen, of whom, and the secret behind each subject's pseudonyms."""

from transforms.subjects.vault.vault import SUBJECTS_IN_PART, StoredIdentifiers, StoredSubjects, Vault, open_vault

__all__ = ["SUBJECTS_IN_PART", "StoredIdentifiers", "StoredSubjects", "Vault", "open_vault"]
