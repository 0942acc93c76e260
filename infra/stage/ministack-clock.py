"""Runs MiniStack by a clock of its own, and never longer than the process that started it.

The clock is real time plus the seconds that stand in the file named by STAGE_CLOCK, read again whenever the file
changes. Requests, queues, tokens and schedules of the emulator go by it; the functions it runs, its waiting and the
`Date` of its answers keep real time. (By a `Date` that is not theirs, AWS SDKs take every refusal for a wrong clock and
ask again and again.) Without the file it is real time.

A table's stream keeps what happened for a day. Where the clock jumps over days, what nobody has read yet would be gone, as
it never is while time only passes: by such a clock a stream keeps everything.
"""

import os
import signal
import threading
import time

_real = time.time
_file = os.environ.get("STAGE_CLOCK", "")
_known = (None, 0.0)


def _offset():
    global _known
    try:
        changed = os.stat(_file).st_mtime_ns
        if _known[0] != changed:
            with open(_file, encoding="ascii") as said:
                _known = (changed, float(said.read()))
    except (OSError, ValueError):
        pass
    return _known[1]


import hypercorn.config  # noqa: E402  (it takes its own hold of the clock, before it is moved)

if _file:
    time.time = lambda: _real() + _offset()
    time.time_ns = lambda: int((_real() + _offset()) * 1e9)


def _end_with_parent():
    """Standard input ends when the parent does, however it ended; the functions' processes are of this group."""
    while os.read(0, 4096):
        pass
    os.killpg(os.getpgrp(), signal.SIGKILL)


threading.Thread(target=_end_with_parent, daemon=True).start()

from ministack.app import main  # noqa: E402  (after the clock is set)
from ministack.services import dynamodb  # noqa: E402

if _file:
    # By this name in the pinned version; another one ends here instead of losing facts unseen.
    assert dynamodb._STREAM_RETENTION_SECONDS == 24 * 60 * 60
    dynamodb._STREAM_RETENTION_SECONDS = float("inf")

main()
