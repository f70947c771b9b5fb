"""What a gate reports: which gate, why, and where in the suggestion."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason to stop a suggestion; ``where`` names the part, never its content."""

    gate: str
    reason_code: str
    where: str
