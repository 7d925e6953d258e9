"""Windows: a job object that limits a child's memory and ends it with us. Untested; written to Microsoft's docs."""

from __future__ import annotations

import ctypes
import subprocess
import sys

_EXTENDED = 9  # JobObjectExtendedLimitInformation
_MEMORY = 0x00000100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY
_DIE = 0x00000400  # JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION
_WITH_US = 0x00002000  # JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE


class _Basic(ctypes.Structure):
    _fields_ = [
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    ]


class _Extended(ctypes.Structure):
    _fields_ = [
        ("Basic", _Basic),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    ]


class Job:
    """Holds the job's handle; when it goes, so does the child."""

    def __init__(self, handle: int, kernel: object) -> None:
        self._handle, self._kernel = handle, kernel

    def __del__(self) -> None:
        self._kernel.CloseHandle(ctypes.c_void_p(self._handle))  # type: ignore[attr-defined]


def limit(process: subprocess.Popen[bytes], memory: int) -> Job | None:
    """Put a child into a job of its own with a memory limit; None where that cannot be."""
    if sys.platform != "win32":
        return None
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.CreateJobObjectW.argtypes = [ctypes.c_void_p, ctypes.c_wchar_p]
    kernel.SetInformationJobObject.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32]
    kernel.AssignProcessToJobObject.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    kernel.CloseHandle.argtypes = [ctypes.c_void_p]
    handle = kernel.CreateJobObjectW(None, None)
    if not handle:
        return None
    job = Job(handle, kernel)
    limits = _Extended()
    limits.Basic.LimitFlags = _MEMORY | _DIE | _WITH_US
    limits.ProcessMemoryLimit = memory
    kernel.SetInformationJobObject(handle, _EXTENDED, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(handle, ctypes.c_void_p(int(process._handle)))  # noqa: SLF001 - Popen has no other
    return job
