"""What the checks found."""

import sys
import time
import traceback
from contextlib import contextmanager


class Report:
    """Counts checks, and prints each as it is done."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def part(self, title: str):
        """Begins a group of checks."""
        print(f"\n{title}", flush=True)

    def check(self, name: str, holds: bool, detail="", seconds: float | None = None):
        """Counts one check; the detail is printed where it does not hold."""
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
        """A failure of the checks themselves is a failed check: the others still run."""
        try:
            yield
        except Exception:  # pylint: disable=broad-except
            self.check(name, False, traceback.format_exc())

    @contextmanager
    def timed(self):
        """Hands out a function that says how many seconds have passed."""
        start = time.monotonic()
        yield lambda: time.monotonic() - start

    def finish(self):
        """Prints the count alone in the last line, and ends the process."""
        print(f"\n{self.passed} passed, {self.failed} failed", flush=True)
        sys.exit(1 if self.failed or not self.passed else 0)
