"""What a script lets go wrong, told to the sandbox and to the process."""

from bot.rehearsal.events import Fault, Trouble
from bot.rehearsal.people import People
from bot.rehearsal.process import Doom, Process
from bot.sandbox.faults import FaultKind
from bot.sandbox.state import Era
from bot.sandbox.world import Sandbox

_KINDS = {
    Trouble.SERVER_ERROR: FaultKind.SERVER_ERROR,
    Trouble.BAD_GATEWAY: FaultKind.BAD_GATEWAY,
    Trouble.TIME_OUT: FaultKind.TIME_OUT,
    Trouble.TOO_MANY_REQUESTS: FaultKind.TOO_MANY_REQUESTS,
    Trouble.BLOCKED: FaultKind.FORBIDDEN,
    Trouble.CHAT_NOT_FOUND: FaultKind.BAD_REQUEST,
    Trouble.CUT_BEFORE: FaultKind.CUT_BEFORE,
    Trouble.CUT_AFTER: FaultKind.CUT_AFTER,
}


def bring_about(fault: Fault, sandbox: Sandbox, process: Process, people: People) -> None:
    """From now on it is so."""
    faults = sandbox.faults
    match fault.trouble:
        case Trouble.NETWORK_DOWN:
            faults.drop_network()
            process.network_is_down(True)
        case Trouble.NETWORK_UP:
            faults.lift_network()
            process.network_is_down(False)
        case Trouble.EPHEMERAL_REFUSED:
            sandbox.set_era(Era.REFUSING)
        case Trouble.EPHEMERAL_UNKNOWN:
            sandbox.set_era(Era.UNAWARE)
        case Trouble.NONE:
            faults.clear()
            sandbox.set_era(Era.TODAY)
            process.network_is_down(False)
        case Trouble.DIES_BEFORE | Trouble.DIES_AFTER:
            process.doom(Doom(fault.method, after=fault.trouble is Trouble.DIES_AFTER))
        case Trouble.UPDATES_HELD:
            faults.hold_updates()
        case Trouble.UPDATES_RELEASED:
            faults.release_updates()
        case Trouble.UPDATES_TWICE:
            faults.repeat_updates(fault.times)
        case _:
            faults.add(
                _KINDS[fault.trouble],
                method=fault.method,
                times=fault.times,
                chat=people.chat_of(fault.to) if fault.to else None,
                **_pause(fault),
            )


def _pause(fault: Fault) -> dict[str, int]:
    pause = fault.retry_after
    return {} if pause is None else {"retry_after": round(pause.total_seconds())}
