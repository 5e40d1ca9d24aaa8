"""The project's own tool as a server: `serve` and `emulate`."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import boto3
from botocore.config import Config

from emulator import children, free_port
from fixtures import VARIABLES

# What a client of the platform asks for before it says anything; nothing checks it here.
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local", "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true", "AWS_MAX_ATTEMPTS": "1",
}


class Tool:
    """A command that serves, on ports that are free; a variable that is None is not set."""

    def __init__(self, paths, command: str, folder: Path, *arguments, **variables):
        self.ports = {"--port": free_port(), "--invoke-port": free_port()}
        self.log = folder / f"{command}-{self.ports['--port']}.log"
        ports = [text for option, port in self.ports.items() for text in (option, str(port))]
        environment = {
            **os.environ, **VARIABLES, **CREDENTIALS, "RATE_LIMIT": "off",
            "DATABASE_URL": f"sqlite:{folder}/{self.ports['--port']}.sqlite3", **variables,
        }
        environment = {name: value for name, value in environment.items() if value is not None}
        with open(self.log, "wb") as output:
            self.process = subprocess.Popen(
                [paths.users, command, *ports, *map(str, arguments)],
                env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            )
        self._wait()

    @property
    def url(self) -> str:
        """Where requests go."""
        return f"http://127.0.0.1:{self.ports['--port']}"

    @property
    def invoke_url(self) -> str:
        """Where invocations go."""
        return f"http://127.0.0.1:{self.ports['--invoke-port']}"

    def client(self):
        """The platform's SDK."""
        return boto3.client(
            "lambda", endpoint_url=self.invoke_url, region_name="us-east-1", aws_access_key_id="local",
            aws_secret_access_key="local", config=Config(retries={"total_max_attempts": 1}, read_timeout=60),
        )

    def output(self) -> str:
        """What the tool and its functions wrote."""
        return self.log.read_text(errors="replace")

    def children(self) -> list[int]:
        """The processes that the tool has started and that have not ended."""
        return children(self.process.pid)

    def interrupt(self, seconds: float = 20) -> int | None:
        """Ctrl-C: the exit code, None if it goes on."""
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def _wait(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                for port in self.ports.values():
                    socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("The tool does not serve:\n" + self.output())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
