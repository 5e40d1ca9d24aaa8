"""The local server under load: every request receives exactly one response, also while function processes are killed.

LOAD_SECONDS is the duration of each case.
"""

import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from tool import Tool

SECONDS = float(os.environ.get("LOAD_SECONDS", "5"))
CONNECTIONS = 200
PROCESSES = 4


class Client(threading.Thread):
    """One connection that sends requests one after the other and parses the responses."""

    def __init__(self, port: int, path: str, deadline: float):
        super().__init__()
        self.port, self.path, self.deadline = port, path, deadline
        self.sent = self.succeeded = self.cut = 0
        self.faults = []

    def run(self):
        request = f"GET {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode()
        connection = socket.create_connection(("127.0.0.1", self.port), 30)
        rest = b""
        try:
            while time.monotonic() < self.deadline:
                if rest:
                    self.faults.append(f"more than one response: {rest[:200]!r}")
                    return
                self.sent += 1
                connection.sendall(request)
                status, body, rest = self._receive(connection, rest)
                if status == 200:
                    self.succeeded += 1
                elif status == 502 and json.loads(body).get("errorType") == "Runtime.ExitError":
                    self.cut += 1
                else:
                    self.faults.append(f"{status} {body[:200]!r}")
        except (OSError, ValueError) as error:
            self.faults.append(repr(error))
        finally:
            connection.close()

    @staticmethod
    def _receive(connection: socket.socket, rest: bytes):
        while b"\r\n\r\n" not in rest:
            part = connection.recv(65536)
            if not part:
                raise ValueError("the connection was closed before a response")
            rest += part
        head, _, rest = rest.partition(b"\r\n\r\n")
        length = int(re.search(rb"(?i)\ncontent-length: *(\d+)", head).group(1))
        while len(rest) < length:
            part = connection.recv(65536)
            if not part:
                raise ValueError("the connection was closed within a response")
            rest += part
        return int(head.split(b" ", 2)[1]), rest[:length], rest[length:]


def steady(report, paths, folder: Path, how: str, *arguments):
    """Runs wrk with 200 connections: every response is successful."""
    wrk = shutil.which("wrk")
    if not wrk:
        report.check("wrk is installed", False, "Run 'make deps-conformance'.")
        return
    with Tool(paths, "serve", folder, "--quiet", "--log-level", "error", *arguments) as tool:
        result = subprocess.run(
            [wrk, "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS:g}s", "--timeout", "30s", "--latency", f"{tool.url}/health"],
            check=False, capture_output=True, text=True, timeout=SECONDS + 120,
        )
        text = result.stdout
        count = int((re.search(r"(\d+) requests in", text) or [0, 0])[1])
        rate = float((re.search(r"Requests/sec: +([\d.]+)", text) or [0, 0])[1])
        slowest = (re.search(r"99% +(\S+)", text) or ["", "?"])[1]
        holds = result.returncode == 0 and count > 0 and "Socket errors" not in text and "Non-2xx" not in text
        name = f"{how}: {count} requests, {rate:.0f} a second, 99% within {slowest}, none lost"
        report.check(name, holds, text + result.stderr + tool.output()[-2000:])


def killing(report, paths, folder: Path):
    """A process is killed every second, and every request still receives one response."""
    arguments = ["--quiet", "--log-level", "error", "--through", paths.bootstrap, "--instances", PROCESSES]
    with Tool(paths, "serve", folder, *arguments) as tool:
        deadline = time.monotonic() + max(SECONDS, 3)
        clients = [Client(tool.ports["--port"], "/health", deadline) for _ in range(50)]
        for client in clients:
            client.start()
        kills = 0
        while time.monotonic() < deadline - 0.5:
            time.sleep(min(1, max(0.1, deadline - 0.5 - time.monotonic())))
            children = tool.children()
            if children:
                os.kill(random.choice(children), signal.SIGKILL)
                kills += 1
        for client in clients:
            client.join(60)
        sent = sum(client.sent for client in clients)
        succeeded = sum(client.succeeded for client in clients)
        cut = sum(client.cut for client in clients)
        faults = [fault for client in clients for fault in client.faults]
        name = f"{kills} processes killed: {sent} requests, {succeeded} succeeded, {cut} failed with 502, none lost"
        holds = kills > 1 and succeeded > 0 and sent == succeeded + cut and not faults
        report.check(name, holds, "\n".join(faults[:10]) + "\n" + tool.output()[-2000:])


def run(report, paths):
    """Runs the cases in process, through processes, and through processes that are killed."""
    report.part(f"The local server under load, {SECONDS:g} seconds each")
    with tempfile.TemporaryDirectory(prefix="conformance-") as scratch:
        folder = Path(scratch)
        with report.guard("load in process"):
            steady(report, paths, folder, "in process")
        with report.guard("load through processes"):
            steady(
                report, paths, folder, "through processes", "--through", paths.bootstrap, "--instances", PROCESSES
            )
        with report.guard("load with concurrent events"):
            steady(
                report, paths, folder, "through processes with 8 concurrent events each", "--through", paths.bootstrap,
                "--instances", PROCESSES, "--concurrency", 8,
            )
        with report.guard("load while processes are killed"):
            killing(report, paths, folder)
