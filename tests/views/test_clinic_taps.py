"""The buttons of clinics: read as they were written, and nothing else."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.clinic import Consent
from bot.domain.pain import SCORES
from bot.views import clinic_taps, taps
from bot.views.clinic_taps import ClinicTap, Section, read, write

_ids = st.integers(0, 10**18 - 1)
_seconds = st.integers(0, 10**10)
_tokens = st.text("abcXYZ019_-", min_size=1, max_size=22)
ALL: st.SearchStrategy[ClinicTap] = st.one_of(
    st.sampled_from(
        [
            clinic_taps.SetUp(),
            clinic_taps.Ready(),
            clinic_taps.RenewInvite(),
            clinic_taps.EndInvite(),
            clinic_taps.UnlinkStaff(),
            clinic_taps.EndClinic(),
            clinic_taps.Stay(),
            clinic_taps.ShowSessions(),
        ]
    ),
    st.builds(clinic_taps.Show, st.sampled_from(Section)),
    st.builds(clinic_taps.Choose, st.sampled_from(Section), _tokens),
    st.builds(clinic_taps.InvitePicture, _tokens),
    *(
        st.builds(kind, _ids)
        for kind in (
            clinic_taps.AnswerHere,
            clinic_taps.Seen,
            clinic_taps.AskToLeave,
            clinic_taps.Leave,
            clinic_taps.AskToCancel,
            clinic_taps.CancelSession,
            clinic_taps.ShowSession,
            clinic_taps.Export,
        )
    ),
    st.builds(clinic_taps.PostScore, _ids, st.sampled_from(SCORES)),
    st.builds(clinic_taps.SwitchOn, _ids, st.sampled_from(Consent)),
    st.builds(clinic_taps.SwitchOff, _ids, st.sampled_from(Consent)),
    st.builds(
        clinic_taps.SkipDate,
        _ids,
        _seconds.map(lambda s: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=s)),
    ),
)


@given(ALL)
def test_what_is_written_is_read_and_fits(tap: ClinicTap) -> None:
    data = write(tap)
    assert len(data.encode()) <= 64
    assert read(data) == tap
    assert taps.read(data) is None


@given(st.text() | st.builds("{}:{}".format, st.sampled_from(["ga", "gp", "gm", "gk"]), st.text()))
def test_forged_data_is_no_tap_unless_a_button_could_carry_it(data: str) -> None:
    tap = read(data)
    assert tap is None or write(tap) == data
