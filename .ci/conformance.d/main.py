"""Runs the conformance tests. The arguments are names of parts, such as runtime or clients.

The last line of the output is the count; the exit code is 1 if a check failed.
"""

import importlib
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.dont_write_bytecode = True

# pylint: disable=wrong-import-position
from emulator import unpack
from report import Report

# The modules of the parts. Imported on demand, because the tools of some parts may not be installed.
PARTS = {
    **{
        name: name
        for name in (
            "runtime", "fixtures", "document", "newcomer", "watch", "clients", "shipping", "image", "containers", "limits", "load",
        )
    },
    "fastapi": "fastapi_differential",
    "types": "pydantic_differential",
}

# These build packages most of the time, in a process of their own beside the other parts.
BUILDS = ("newcomer", "watch")
# These measure or limit what the machine serves, so nothing else runs meanwhile.
ALONE = ("limits", "load")


@dataclass
class Paths:
    """The locations of the programs."""

    bootstrap: Path
    users: Path
    probe: Path
    types: Path
    emulator: Path
    events: Path


def main(names: list[str]):
    """Runs the parts."""
    unknown = [name for name in names if name not in PARTS]
    if unknown or not names:
        sys.exit(f"Unknown part: {', '.join(unknown)}. The parts are {', '.join(PARTS)}.")
    root = Path(__file__).resolve().parents[2]
    build = root / ".build" / "conformance"
    paths = Paths(
        bootstrap=root / ".build/release/bootstrap",
        users=root / ".build/debug/users",
        probe=build / "probe",
        types=build / "types",
        emulator=unpack(build / "wheels", build),
        events=root / "events",
    )
    report = Report()
    builds = [name for name in names if name in BUILDS]
    alone = [name for name in names if name in ALONE]
    others = [name for name in names if name not in BUILDS + ALONE]
    if builds and others:
        with beside(report, builds):
            run(report, paths, others)
    else:
        run(report, paths, builds + others)
    run(report, paths, alone)
    report.finish()


def run(report: Report, paths: Paths, names: list[str]):
    """Runs parts one after the other."""
    for name in names:
        with report.guard(name), report.timed() as elapsed:
            importlib.import_module(PARTS[name]).run(report, paths)
        print(f"  {name} took {elapsed():.0f} s", flush=True)


@contextmanager
def beside(report: Report, names: list[str]):
    """Runs parts in another process, and prints its output at the end."""
    with tempfile.TemporaryFile() as log:
        with subprocess.Popen([sys.executable, __file__, *names], stdout=log, stderr=subprocess.STDOUT) as process:
            try:
                yield
                status = process.wait()
            finally:
                process.terminate()
        log.seek(0)
        sys.stdout.flush()
        sys.stdout.buffer.write(log.read())
        report.check(" and ".join(names), status == 0)


main(sys.argv[1:])
