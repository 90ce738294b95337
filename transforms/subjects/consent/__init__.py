"""What people agreed or objected to: where tables say it, what the answers mean, and which statement counts."""

from transforms.subjects.consent.purposes import RESTRICTING
from transforms.subjects.consent.statements import UNDATED, Statements, careful, grouped, newest

__all__ = ["RESTRICTING", "UNDATED", "Statements", "careful", "grouped", "newest"]
