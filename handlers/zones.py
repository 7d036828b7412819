"""Time zones by what people call them."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones


def zone_called(name: str) -> ZoneInfo | None:
    """`new york` will do for America/New_York."""
    found = _names().get(name.strip().replace(" ", "_").lower())
    return ZoneInfo(found) if found else None


@cache
def _names() -> dict[str, str]:
    """Kept, since Python reads them from the disk every time."""
    names = sorted(available_timezones())
    return {n.lower().rpartition("/")[2]: n for n in names} | {n.lower(): n for n in names}
