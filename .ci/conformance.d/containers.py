"""The server for containers: HTTP clients, CloudEvents of the official SDK, the platforms of the guide, SIGTERM under load."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from datetime import datetime, timezone
from pathlib import Path

import h11
import yaml
from cloudevents.core.bindings import http as binding
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from emulator import free_port
from fixtures import VARIABLES

SECONDS = float(os.environ.get("LOAD_SECONDS", "5"))
GUIDE = Path(__file__).resolve().parents[2] / "Sources/Swiftlet/Swiftlet.docc/Containers.md"
FORMAT = JSONFormat()


class Server:
    """A process of a server program on a free port, with the variables that a platform sets."""

    def __init__(self, program: Path, folder: Path, port_variable: str = "PORT", **variables):
        self.port = free_port()
        self.log = folder / f"server-{self.port}.log"
        environment = {
            **VARIABLES, "PATH": os.environ["PATH"], "RATE_LIMIT": "off",
            "DATABASE_URL": f"sqlite:{folder}/{self.port}.sqlite3", port_variable: str(self.port), **variables,
        }
        with open(self.log, "wb") as output:
            self.process = subprocess.Popen(
                [program], env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
        deadline = time.monotonic() + 60
        while self.process.poll() is None and time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        self.stop(signal.SIGKILL)
        raise RuntimeError("The server did not start:\n" + self.output())

    @property
    def url(self) -> str:
        """The URL of the server."""
        return f"http://127.0.0.1:{self.port}"

    def output(self) -> str:
        """Returns the log."""
        return self.log.read_text(errors="replace")

    def request(self, method: str, path: str, body: bytes | None = None, headers: dict | None = None):
        """Sends a request, and returns the status, the header fields in lower case, and the body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
        finally:
            connection.close()

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Sends a signal, and returns the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


# HTTP clients


def curl(report, server: Server):
    """curl receives the responses of the users service."""
    form = "username=admin@example.com&password=password123"
    login = subprocess.run(
        ["curl", "-sS", "-d", form, f"{server.url}/api/v1/auth/login"], check=False, capture_output=True, timeout=30
    )
    token = json.loads(login.stdout).get("access_token", "")
    users = subprocess.run(
        ["curl", "-sS", "-w", "%{http_code}", "-H", f"Authorization: Bearer {token}", f"{server.url}/api/v1/users"],
        check=False, capture_output=True, timeout=30,
    )
    report.check("curl logs in and lists the users", users.stdout.endswith(b"200"), users.stdout + login.stdout)


def strict(report, server: Server):
    """h11, which rejects every deviation from HTTP/1.1, parses the responses of one connection."""
    requests = [
        ("GET", "/healthz", b""), ("HEAD", "/ticks", b""), ("GET", "/ticks", b""), ("POST", "/echo", b"x" * 100_000),
        ("POST", "/echo", b""), ("GET", "/missing", b""), ("OPTIONS", "/echo", b""), ("HEAD", "/slow?ms=0", b""),
        ("GET", "/slow?ms=0", b""), ("GET", "/slow?ms=x", b""),
    ]
    client = h11.Connection(h11.CLIENT)
    statuses = []
    with socket.create_connection(("127.0.0.1", server.port), 30) as connection:
        for method, target, body in requests:
            fields = [("Host", "x"), ("Content-Length", str(len(body)))]
            connection.sendall(client.send(h11.Request(method=method, target=target, headers=fields)))
            if body:
                connection.sendall(client.send(h11.Data(data=body)))
            connection.sendall(client.send(h11.EndOfMessage()) or b"")
            while True:
                event = client.next_event()
                if event is h11.NEED_DATA:
                    client.receive_data(connection.recv(65536))
                elif isinstance(event, h11.Response):
                    statuses.append(event.status_code)
                elif isinstance(event, h11.EndOfMessage):
                    break
            client.start_next_cycle()
    expected = [200, 200, 200, 200, 200, 404, 204, 200, 200, 422]
    report.check("a strict client parses the responses of one connection", statuses == expected, statuses)


# CloudEvents


def event(data, source="/shop", kind="com.example.order.placed", **attributes) -> CloudEvent:
    """Returns an event of the official SDK."""
    required = {"id": "1", "source": source, "type": kind, "specversion": "1.0"}
    return CloudEvent(attributes={**required, **attributes}, data=data)


def deliver(server: Server, message) -> tuple:
    """Sends a message of the SDK, and returns the status, and the reply as an event of the SDK or None."""
    status, headers, body = server.request("POST", "/", message.body, dict(message.headers))
    reply = binding.from_http_event(binding.HTTPMessage(headers=headers, body=body)) if status == 200 else None
    return status, reply


def cloud_events(report, server: Server):
    """Events of the official SDK reach their handlers with all attributes, and the SDK parses the replies."""
    time_of_event = datetime(2026, 1, 1, 9, 30, tzinfo=timezone.utc)
    attributes = {
        "subject": "Grüße, 100%", "time": time_of_event, "datacontenttype": "application/json",
        "dataschema": "https://example.com/order", "partition": "7",
    }
    for mode, convert in (("binary", binding.to_binary_event), ("structured", binding.to_structured_event)):
        status, reply = deliver(server, convert(event({"number": 7}, **attributes)))
        holds = reply is not None and reply.get_data() == {"number": 7} and all(
            reply.get_attributes().get(name) == value for name, value in attributes.items()
        )
        report.check(f"{mode} mode: all attributes and the data arrive", holds, (status, reply and vars(reply)))
        status, reply = deliver(server, convert(event("Hello", "/texts", "text", datacontenttype="text/plain")))
        report.check(f"{mode} mode: text", reply is not None and reply.get_data() == "Hello", status)
        data = bytes(range(256))
        status, reply = deliver(server, convert(event(data, "/files", "file", datacontenttype="application/x-own")))
        report.check(f"{mode} mode: binary data", reply is not None and reply.get_data() == {"count": 256}, status)
        status, reply = deliver(server, convert(event({}, "/silent", "none", datacontenttype="application/json")))
        report.check(f"{mode} mode: no reply", status == 204, status)
        status, _ = deliver(server, convert(event({"number": 0}, datacontenttype="application/json")))
        report.check(f"{mode} mode: a failure is retried", status == 500, status)
        status, _ = deliver(server, convert(event({"number": "x"}, datacontenttype="application/json")))
        report.check(f"{mode} mode: data that cannot be decoded is not retried", status == 422, status)
        status, _ = deliver(server, convert(event({}, kind="other", datacontenttype="application/json")))
        report.check(f"{mode} mode: a type without a handler is not retried", status == 422, status)
    batch = [json.loads(FORMAT.write(event({"number": number}, id=str(number)))) for number in (1, 2, 3)]
    headers = {"Content-Type": "application/cloudevents-batch+json"}
    status, _, body = server.request("POST", "/", json.dumps(batch).encode(), headers)
    numbers = [reply["data"]["number"] for reply in json.loads(body)] if status == 200 else None
    report.check("a batch is handled in order", numbers == [1, 2, 3], (status, body))


# Platforms


def blocks(section: str) -> list[str]:
    """Returns the indented blocks of a section of the guide."""
    text = GUIDE.read_text()
    body = re.search(rf"^## {re.escape(section)}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    found = re.findall(r"(?:^    .*\n|^\n(?=    ))+", body.group(1), re.M) if body else []
    return ["\n".join(line[4:] for line in block.splitlines()) for block in found]


def check_probes(report, name: str, server: Server, manifest: dict):
    """The server responds to the probes of a manifest."""
    container = manifest["spec"]["template"]["spec"]["containers"][0]
    probes = [container[key]["httpGet"]["path"] for key in container if key.endswith("Probe")]
    statuses = [server.request("GET", path)[0] for path in probes]
    report.check(f"{name}: the probes succeed", len(probes) > 1 and set(statuses) == {200}, (probes, statuses))


def variables(entries: list) -> dict:
    """The environment variables of a manifest or a task definition."""
    return {entry["name"]: entry["value"] for entry in entries}


def platforms(report, program: Path, folder: Path):
    """The server runs with the variables of each platform, as the guide describes them."""
    service, trigger = (yaml.safe_load(block) for block in blocks("Knative"))
    with Server(program, folder, K_SERVICE="users", K_REVISION="users-00001") as server:
        check_probes(report, "Knative", server, service)
        subscriber = trigger["spec"]["subscriber"]["ref"]["name"]
        report.check("Knative: the trigger refers to the service", subscriber == service["metadata"]["name"])
    [service] = (yaml.safe_load(block) for block in blocks("Cloud Run"))
    environment = variables(service["spec"]["template"]["spec"]["containers"][0]["env"])
    with Server(program, folder, K_SERVICE="users", **environment) as server:
        check_probes(report, "Cloud Run", server, service)
        server.request("GET", "/health", headers={"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": "https"})
        lines = [json.loads(line) for line in server.output().splitlines()]
        clients = [line["client"] for line in lines if line.get("client")]
        report.check("Cloud Run: the log is JSON, with the client of the front end", clients == ["198.51.100.7"], lines)
    [dockerfile] = blocks("OpenFaaS")
    environment = dict(re.findall(r"^ENV (SWIFTLET_\w+)=(\S+)$", dockerfile, re.M))
    upstream = re.search(r"upstream_url=http://127\.0\.0\.1:(\d+)", dockerfile).group(1)
    report.check("OpenFaaS: the port is that of the watchdog", f"ENV PORT={upstream}\n" in dockerfile)
    with Server(program, folder, **environment) as server:
        status, _, body = server.request("GET", "/health", headers={"Host": "gateway.openfaas:8080"})
        report.check("OpenFaaS: a request of the watchdog", status == 200, body)
    [block] = blocks("ECS and Fargate")
    container = json.loads(block)["containerDefinitions"][0]
    environment = variables(container["environment"])
    report.check(
        "ECS: the port is mapped, and the grace period ends before the stop timeout",
        int(environment.pop("PORT")) == container["portMappings"][0]["containerPort"]
        and float(environment["SWIFTLET_GRACE_PERIOD"]) < container["stopTimeout"],
    )
    with Server(program, folder, **environment) as server:
        status, _, _ = server.request("GET", "/readyz", headers={"User-Agent": "ELB-HealthChecker/2.0"})
        report.check("ECS: the health check of the load balancer", status == 200, status)
    host, function = (json.loads(block) for block in blocks("Azure custom handlers"))
    report.check("Azure: requests are forwarded", host["customHandler"]["enableForwardingHttpRequest"] is True)
    methods = function["bindings"][0]["methods"]
    with Server(program, folder, "FUNCTIONS_CUSTOMHANDLER_PORT", PORT="1") as server:
        statuses = {method: server.request(method.upper(), "/health")[0] for method in methods}
        report.check("Azure: the port of the host, and all methods", statuses["get"] == 200, statuses)


# Load


class Client(threading.Thread):
    """One connection that sends requests until the server announces that it closes it."""

    def __init__(self, port: int, path: str):
        super().__init__()
        self.port, self.path = port, path
        self.succeeded = 0
        self.fault = None

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            while True:
                connection.request("GET", self.path)
                response = connection.getresponse()
                response.read()
                if response.status != 200:
                    self.fault = f"status {response.status}"
                    return
                self.succeeded += 1
                if (response.getheader("connection") or "").lower() == "close":
                    return
        except (OSError, http.client.HTTPException) as error:
            self.fault = repr(error)
        finally:
            connection.close()


def terminate(report, program: Path, folder: Path, path: str, name: str):
    """SIGTERM while clients send requests: each request receives its response, and the exit code is 0."""
    with Server(program, folder, SWIFTLET_ACCESS_LOG="off", SWIFTLET_LOOPS="2") as server:
        clients = [Client(server.port, path) for _ in range(50)]
        for client in clients:
            client.start()
        time.sleep(2)
        code = server.stop()
        for client in clients:
            client.join(60)
        faults = [client.fault for client in clients if client.fault]
        count = sum(client.succeeded for client in clients)
        holds = code == 0 and not faults and all(client.succeeded for client in clients)
        report.check(f"SIGTERM, {name}: {count} requests, none lost", holds, f"exit code {code}, {faults[:5]}")


def throughput(report, program: Path, folder: Path):
    """Runs wrk with 100 connections, and reports the rate."""
    wrk = shutil.which("wrk")
    if not wrk:
        report.check("wrk is installed", False, "Run 'make deps-conformance'.")
        return
    with Server(program, folder, SWIFTLET_ACCESS_LOG="off") as server:
        result = subprocess.run(
            [wrk, "-t2", "-c100", f"-d{SECONDS:g}s", "--timeout", "30s", "--latency", f"{server.url}/health"],
            check=False, capture_output=True, text=True, timeout=SECONDS + 60,
        )
        rate = float((re.search(r"Requests/sec: +([\d.]+)", result.stdout) or [0, 0])[1])
        holds = rate > 0 and "Socket errors" not in result.stdout and "Non-2xx" not in result.stdout
        report.check(f"{rate:.0f} requests a second", holds, result.stdout + result.stderr)


def run(report, paths):
    """Runs all cases on SQLite."""
    report.part("The server for containers")
    build = paths.users.parent
    program, probe = build / "users-server", build / "server-probe"
    with tempfile.TemporaryDirectory(prefix="conformance-") as scratch:
        folder = Path(scratch)
        with report.guard("HTTP clients"), Server(program, folder) as server:
            curl(report, server)
        with report.guard("strict client and CloudEvents"), Server(probe, folder) as server:
            strict(report, server)
            cloud_events(report, server)
        with report.guard("platforms"):
            platforms(report, program, folder)
        with report.guard("SIGTERM under load"):
            terminate(report, program, folder, "/health", "short requests")
            terminate(report, probe, folder, "/slow?ms=300", "requests of 300 ms")
        with report.guard("throughput"):
            throughput(report, program, folder)
