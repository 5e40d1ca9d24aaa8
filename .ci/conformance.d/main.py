"""Runs the conformance checks. The arguments name parts, such as runtime or clients. Without any, all run.

The last line is the count; the exit code is 1 if anything failed.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

sys.dont_write_bytecode = True

# pylint: disable=wrong-import-position
import clients
import document
import fixtures
import load
import newcomer
import runtime
from emulator import unpack
from report import Report

PARTS = {
    "runtime": runtime.run, "fixtures": fixtures.run, "document": document.run, "newcomer": newcomer.run,
    "clients": clients.run, "load": load.run,
}


@dataclass
class Paths:
    """Where the programs are."""

    bootstrap: Path
    users: Path
    probe: Path
    emulator: Path
    events: Path


def main(names: list[str]):
    """Runs the parts."""
    root = Path(__file__).resolve().parents[2]
    build = root / ".build" / "conformance"
    paths = Paths(
        bootstrap=root / ".build/release/bootstrap",
        users=root / ".build/debug/users",
        probe=build / "probe",
        emulator=unpack(build / "wheels", build),
        events=root / "events",
    )
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        sys.exit(f"There is no part {', '.join(unknown)}; the parts are {', '.join(PARTS)}.")
    report = Report()
    for name in names or PARTS:
        with report.guard(name):
            PARTS[name](report, paths)
    report.finish()


main(sys.argv[1:])
