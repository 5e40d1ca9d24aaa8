"""The AWS runtime interface emulator, which runs one function process."""

import base64
import http.client
import json
import os
import platform
import signal
import socket
import subprocess
import time
import zipfile
from pathlib import Path

INVOCATIONS = "/2015-03-31/functions/function/invocations"


def unpack(wheels: Path, target: Path) -> Path:
    """Extracts the emulator for this machine's architecture from the wheel of the SAM CLI."""
    architecture = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}[platform.machine().lower()]
    name = f"aws-lambda-rie-{architecture}"
    program = target / name
    if not program.exists():
        wheel = next(iter(sorted(wheels.glob("aws_sam_cli-*.whl"))))
        with zipfile.ZipFile(wheel) as archive:
            partial = program.with_suffix(".partial")
            partial.write_bytes(archive.read(f"samcli/local/rapid/{name}"))
        partial.chmod(0o755)
        partial.rename(program)
    return program


def free_port() -> int:
    """Returns a free port; the emulator does not accept port 0."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def children(process: int) -> list[int]:
    """Returns the child processes of all threads of a process."""
    pids = []
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            pids += [int(pid) for pid in file.read_text().split()]
        except OSError:
            continue
    return pids


class Reply:
    """A response of the Invoke API."""

    def __init__(self, status: int, headers: dict, body: bytes):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        """The payload; None if it is not JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @property
    def http(self):
        """The parsed body of an HTTP response in the payload; None without a body."""
        body = (self.json or {}).get("body")
        return json.loads(body) if body else None

    def __repr__(self):
        return f"{self.status} {self.body[:500]!r}"


class Emulator:
    """One function: the emulator, and the program that it starts at the first invocation."""

    def __init__(self, emulator: Path, program: Path, handler: str, variables: dict, log: Path, timeout: int = 30):
        self.port = free_port()
        self.log = log
        environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "AWS_LAMBDA_FUNCTION_TIMEOUT": str(timeout),
            "AWS_LAMBDA_FUNCTION_NAME": "function",
            **variables,
        }
        with open(log, "ab") as output:
            self.process = subprocess.Popen(
                [
                    emulator,
                    "--runtime-interface-emulator-address", f"127.0.0.1:{self.port}",
                    "--runtime-api-address", f"127.0.0.1:{free_port()}",
                    program, handler,
                ],
                env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
            )
        self._wait()

    def _wait(self):
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.02)
        raise RuntimeError(f"The emulator did not start; see {self.log}")

    def invoke(self, event, client_context=None, timeout: float = 60) -> Reply:
        """Invokes the function with an event: bytes unchanged, any other value as JSON."""
        headers = {"content-type": "application/json"}
        if client_context is not None:
            headers["X-Amz-Client-Context"] = base64.b64encode(json.dumps(client_context).encode()).decode()
        return self.post(event if isinstance(event, bytes) else json.dumps(event).encode(), headers, timeout)

    def post(self, body: bytes, headers: dict, timeout: float = 60) -> Reply:
        """Invokes the function with the given header fields."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("POST", INVOCATIONS, body, headers)
            response = connection.getresponse()
            return Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def resident_bytes(self) -> int:
        """Returns the resident memory of the function process in bytes; 0 without a process."""
        for pid in children(self.process.pid):
            try:
                lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            except OSError:
                continue
            for line in lines:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1]) * 1024
        return 0

    def output(self) -> str:
        """Returns the output of the emulator and the function."""
        return self.log.read_text(errors="replace")

    def terminate(self) -> bool:
        """Sends SIGTERM, as the platform does to an idle environment; returns whether all processes exited in time."""
        pids = children(self.process.pid)
        self.process.terminate()
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if self.process.poll() is not None and not any(Path(f"/proc/{pid}").exists() for pid in pids):
                return True
            time.sleep(0.02)
        return False

    def stop(self):
        """Kills the emulator and the function, which has its own process group."""
        pids = children(self.process.pid)
        self.process.kill()
        self.process.wait()
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
