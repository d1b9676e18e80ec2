"""Exit statuses, and the errors of *use*: each tells what happened and what to do next. Errors in the data are findings, never exceptions."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What the process tells its caller."""

    OK = 0
    QUARANTINED = 1
    USAGE = 2
    FAILED = 3
    INTERRUPTED = 130


class ZvitError(Exception):
    """Ends a command with one line on standard error and ``status``."""

    status = Exit.FAILED


class UsageError(ZvitError):
    """Wrong usage or a missing input."""

    status = Exit.USAGE


class RunError(ZvitError):
    """The run could not finish; the warehouse is as it was."""

    status = Exit.FAILED
