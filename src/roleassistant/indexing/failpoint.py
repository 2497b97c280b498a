"""Places where a test can make a build fail. The one place that reads ROLEASSISTANT_FAILPOINT.

`ROLEASSISTANT_FAILPOINT=<step>:<action>` with action `kill` (SIGKILL to this process), `full`
(as if the disk were full) or `stop` (SIGSTOP, until somebody continues the process).
"""

from __future__ import annotations

import errno
import os
import signal
from enum import StrEnum

VARIABLE = "ROLEASSISTANT_FAILPOINT"


class Step(StrEnum):
    """The steps of a build, in order; a failpoint stands at the end of each."""

    LOCKED = "locked"
    FOLDER_MADE = "folder-made"
    DOCUMENTS_STORED = "documents-stored"
    CATALOGUE_WRITTEN = "catalogue-written"
    VECTORS_WRITTEN = "vectors-written"
    STORE_HALF_FILLED = "store-half-filled"
    STORE_VERIFIED = "store-verified"
    FILES_SYNCED = "files-synced"
    MANIFEST_WRITTEN = "manifest-written"
    POINTER_PREPARED = "pointer-prepared"
    SWITCHED = "switched"
    OLD_REMOVED = "old-removed"


def reached(step: Step) -> None:
    """Does nothing, unless a test asked for a failure here."""
    name, _, action = os.environ.get(VARIABLE, "").partition(":")
    if name != step:
        return
    if action == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif action == "stop":
        os.kill(os.getpid(), signal.SIGSTOP)
    elif action == "full":
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
