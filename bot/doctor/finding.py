"""What an examination found out about one thing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `remedy` says what to do when it is not fine."""

    subject: str
    state: str
    remedy: str = ""

    @property
    def fine(self) -> bool:
        return not self.remedy
