"""Runs the conformance checks. The arguments name parts, such as runtime or clients.

The last line is the count; the exit code is 1 if anything failed.
"""

import importlib
import sys
from dataclasses import dataclass
from pathlib import Path

sys.dont_write_bytecode = True

# pylint: disable=wrong-import-position
from emulator import unpack
from report import Report

# Each with its module; it is imported only if it is asked for, since its judges may not be here.
PARTS = {
    **{name: name for name in ("runtime", "fixtures", "document", "newcomer", "clients", "shipping", "limits", "load")},
    "fastapi": "fastapi_differential",
    "types": "pydantic_differential",
}


@dataclass
class Paths:
    """Where the programs are."""

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
        sys.exit(f"There is no part {', '.join(unknown)}; the parts are {', '.join(PARTS)}.")
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
    for name in names:
        with report.guard(name):
            importlib.import_module(PARTS[name]).run(report, paths)
    report.finish()


main(sys.argv[1:])
