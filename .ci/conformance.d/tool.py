"""The CLI's server commands, `serve` and `emulate`."""

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

# The AWS clients require credentials; the local server does not verify them.
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local", "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true", "AWS_MAX_ATTEMPTS": "1",
}


class Tool:
    """A server command on free ports. Variables that are None are not set."""

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
                env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            )
        self._wait()

    @property
    def url(self) -> str:
        """The URL of the HTTP server, or of the runtime API."""
        return f"http://127.0.0.1:{self.ports['--port']}"

    @property
    def invoke_url(self) -> str:
        """The URL of the Invoke API."""
        return f"http://127.0.0.1:{self.ports['--invoke-port']}"

    def client(self):
        """Returns a boto3 client."""
        return boto3.client(
            "lambda", endpoint_url=self.invoke_url, region_name="us-east-1", aws_access_key_id="local",
            aws_secret_access_key="local", config=Config(retries={"total_max_attempts": 1}, read_timeout=60),
        )

    def output(self) -> str:
        """Returns the output of the CLI and its functions."""
        return self.log.read_text(errors="replace")

    def children(self) -> list[int]:
        """Returns the running child processes."""
        return children(self.process.pid)

    def interrupt(self, seconds: float = 20) -> int | None:
        """Sends SIGINT; returns the exit code, or None if the process keeps running."""
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
        raise RuntimeError("The server did not start:\n" + self.output())

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
