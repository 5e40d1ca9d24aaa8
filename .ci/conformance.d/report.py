"""The results of the checks."""

import sys
import time
import traceback
from contextlib import contextmanager


class Report:
    """Counts the checks and prints each result."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def part(self, title: str):
        """Begins a group of checks."""
        print(f"\n{title}", flush=True)

    def check(self, name: str, holds: bool, detail="", seconds: float | None = None):
        """Records a check; the detail is printed if it fails."""
        took = "" if seconds is None else f" ({seconds:.1f} s)"
        if holds:
            self.passed += 1
            print(f"  ok      {name}{took}", flush=True)
        else:
            self.failed += 1
            print(f"  FAILED  {name}{took}", flush=True)
            for line in str(detail).splitlines():
                print(f"          {line}", flush=True)

    @contextmanager
    def guard(self, name: str):
        """Turns an exception into a failed check, so that the other checks still run."""
        try:
            yield
        except Exception:  # pylint: disable=broad-except
            self.check(name, False, traceback.format_exc())

    @contextmanager
    def timed(self):
        """Yields a function that returns the elapsed seconds."""
        start = time.monotonic()
        yield lambda: time.monotonic() - start

    def finish(self):
        """Prints the counts and exits."""
        print(f"\n{self.passed} passed, {self.failed} failed", flush=True)
        sys.exit(1 if self.failed or not self.passed else 0)
