"""Runs the conformance tests. The arguments are names of parts, such as runtime or clients.

The last line of the output is the count; the exit code is 1 if a check failed.
"""

import importlib
import sys
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
    for name in names:
        with report.guard(name):
            importlib.import_module(PARTS[name]).run(report, paths)
    report.finish()


main(sys.argv[1:])
