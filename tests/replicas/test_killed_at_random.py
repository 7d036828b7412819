"""Three replicas, a crowd, and kills at random: nothing is lost, nothing done twice without a kill.

`make storm` is the same with 200 athletes, for two minutes.
"""

from pathlib import Path

from tests.replicas.storm import Storm, rage

A_SHOWER = Storm(people=15, seconds=6, pause=2.5, slowness=3, patience=90)


async def test_no_workout_and_no_check_in_is_lost_and_the_limits_hold(
    postgresql_url: str, tmp_path: Path
) -> None:
    after = await rage(A_SHOWER, postgresql_url, tmp_path)
    assert after.verdict.problems == []
    assert after.kills > 0
    assert set(after.exit_codes) == {0}
    assert "Traceback" not in after.logs
