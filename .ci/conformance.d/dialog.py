"""A program in a pseudo terminal that asks questions."""

import os
import pty
import select
import subprocess
import time
from pathlib import Path


class Dialog:
    """Answers the questions of a program, each after its prompt."""

    def __init__(self, words: list, folder: Path, timeout: float = 60):
        self.deadline = time.monotonic() + timeout
        self.output = ""
        self.position = 0
        self.terminal, child = pty.openpty()
        self.process = subprocess.Popen(words, cwd=folder, stdin=child, stdout=child, stderr=child, start_new_session=True)
        os.close(child)

    def _read(self) -> bool:
        """Reads output; returns whether there can be more."""
        remaining = self.deadline - time.monotonic()
        if remaining <= 0 or not select.select([self.terminal], [], [], remaining)[0]:
            raise TimeoutError(f"No further output after:\n{self.output}")
        try:
            data = os.read(self.terminal, 4096)
        except OSError:  # Linux reports the end of the output as an error.
            data = b""
        self.output += data.decode()
        return bool(data)

    def _await(self, prompt: str):
        while (found := self.output.find(prompt, self.position)) < 0:
            if not self._read():
                raise EOFError(f"No prompt {prompt!r} in:\n{self.output}")
        self.position = found + len(prompt)

    def answer(self, prompt: str, text: str):
        """Types a line after a prompt."""
        self._await(prompt)
        os.write(self.terminal, f"{text}\n".encode())

    def end(self, prompt: str):
        """Ends the input, like Ctrl-D, after a prompt."""
        self._await(prompt)
        os.write(self.terminal, b"\x04")

    def finish(self) -> tuple[int, str]:
        """Returns the exit status and the output."""
        while self._read():
            pass
        return self.process.wait(10), self.output

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        os.close(self.terminal)
