"""The vault: which identifiers were ever seen, of whom, and the secret behind each subject's pseudonyms."""

from transforms.subjects.vault.identifiers import SeenIdentifier, StoredIdentifiers
from transforms.subjects.vault.opening import open_vault
from transforms.subjects.vault.subjects import StoredSubjects
from transforms.subjects.vault.vault import Vault

__all__ = ["SeenIdentifier", "StoredIdentifiers", "StoredSubjects", "Vault", "open_vault"]
