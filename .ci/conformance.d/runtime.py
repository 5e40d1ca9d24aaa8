"""The function binary and a fault-injection function under the AWS runtime interface emulator."""

import json
import socket
import tempfile
import threading
from pathlib import Path

import jsonschema

from emulator import Emulator
from fixtures import VARIABLES

MEBIBYTE = 1024 * 1024
# The schema of "Specification: Embedded metric format" in the CloudWatch user guide.
SCHEMA = Path(__file__).resolve().parents[2] / "Tests/SwiftletMetricsTests/Fixtures/embedded-metric-format.schema.json"
LIMIT = 6 * MEBIBYTE + 100


def http_event(method: str, path: str, body=None, headers=None, query: str = "") -> dict:
    """Returns a request as an HTTP API event (payload format 2.0)."""
    event = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": query,
        "headers": {"host": "api.example.com", **(headers or {})},
        "requestContext": {
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": ""},
            "stage": "$default",
            "domainName": "api.example.com",
            "requestId": "request",
        },
        "isBase64Encoded": False,
    }
    if body is not None:
        event["body"] = body
    return event


class Checks:
    """The checks; each starts its own emulator."""

    def __init__(self, report, paths, folder: Path):
        self.report, self.paths, self.folder = report, paths, folder

    def probe(self, handler: str, timeout: int = 30) -> Emulator:
        """Starts the fault-injection function."""
        return Emulator(self.paths.emulator, self.paths.probe, handler, {}, self.folder / f"{handler}.log", timeout)

    def users(self, name: str, timeout: int = 30, without=(), **variables) -> Emulator:
        """Starts the users service."""
        settings = {
            "DATABASE_URL": f"sqlite:{self.folder}/{name}.sqlite3", "RATE_LIMIT": "off", **VARIABLES, **variables,
        }
        for variable in without:
            settings.pop(variable)
        return Emulator(
            self.paths.emulator, self.paths.bootstrap, "app", settings, self.folder / f"{name}.log", timeout
        )

    def success(self):
        """A request receives its response."""
        with self.users("success") as function:
            reply = function.invoke(http_event("GET", "/health", query="deep=1"))
            self.report.check("success", reply.status == 200 and reply.http == {"status": "ok", "database": "ok"}, reply)

    def metrics(self):
        """Lines of metrics are log lines of their own, and valid by the JSON schema that AWS publishes."""
        with open(SCHEMA, encoding="utf-8") as file:
            validator = jsonschema.Draft7Validator(json.load(file))
        variables = {"POWERTOOLS_METRICS_NAMESPACE": "Conformance", "POWERTOOLS_SERVICE_NAME": "users"}
        with self.users("metrics", **variables) as function:
            for path in ("/health", "/nowhere"):
                function.invoke(http_event("GET", path))
            lines = function.output().splitlines()
        documents = [json.loads(line) for line in lines if line.startswith('{"_aws"')]
        self.report.check("a line of metrics for each invocation", len(documents) == 2, documents)
        faults = [error.message for document in documents for error in validator.iter_errors(document)]
        self.report.check("metrics by the published JSON schema", not faults, faults)
        routes = [document.get("route") for document in documents]
        self.report.check("routes of metrics", routes == ["GET /health", "unmatched"], routes)
        ids = {document.get("requestId") for document in documents}
        self.report.check("request IDs of metrics", len(ids) == 2 and all(ids), ids)
        with self.users("no-metrics") as function:
            function.invoke(http_event("GET", "/health"))
            self.report.check("no metrics without a namespace", "_aws" not in function.output(), function.output()[-1000:])

    def handler_error(self):
        """An error message with any characters is reported unchanged, and the function continues."""
        message = "a line\nanother, \"quoted\" \\ été \u0001 \U0001f426"
        with self.probe("throw") as function:
            reply = function.invoke({"message": message})
            error = reply.json or {}
            holds = error.get("errorType") == "Mishap" and error.get("errorMessage") == message
            self.report.check("handler error, with a newline and non-ASCII text", holds, reply)
            again = function.invoke({"message": "again"})
            self.report.check("handler error, then the next event", (again.json or {}).get("errorMessage") == "again", again)
        with self.users("no-event") as function:
            for event in (b"no JSON", b"{}", b"[" * (5 * MEBIBYTE), b'"\xff"'):
                error = function.invoke(event).json or {}
                holds = bool(error.get("errorType")) and bool(error.get("errorMessage"))
                self.report.check(f"an invalid event: {event[:10]!r}", holds, error)
            reply = function.invoke(http_event("GET", "/health"))
            self.report.check("an invalid event, then the next event", (reply.http or {}).get("status") == "ok", reply)

    def init_error(self):
        """A failed initialization is reported with all missing settings."""
        with self.users("init", without=("SECRET_KEY", "DATABASE_URL")) as function:
            reply = function.invoke(http_event("GET", "/health"))
            error = reply.json or {}
            text = error.get("errorMessage", "")
            holds = bool(error.get("errorType")) and "SECRET_KEY" in text and "DATABASE_URL" in text
            self.report.check("init error with all missing settings", holds, reply)
        with Emulator(
            self.paths.emulator, self.paths.probe, "no-such-handler", {}, self.folder / "handler.log"
        ) as function:
            reply = function.invoke({})
            self.report.check("init error for an unknown handler", "no-such-handler" in str(reply.json), reply)

    def time_out(self):
        """A function that exceeds its timeout is killed by the platform, and the next event starts a new process."""
        with self.probe("stall", timeout=1) as function:
            reply = function.invoke({"seconds": 20})
            timed_out = b"timed out after 1.00 seconds" in reply.body
            self.report.check("timeout of a function that ignores cancellation", timed_out, reply)
            reply = function.invoke({"seconds": 0})
            self.report.check("timeout, then the next event", reply.json == "awake", reply)

    def silent_database(self):
        """A database that accepts connections but never responds: the function responds before its deadline."""
        with socket.create_server(("127.0.0.1", 0)) as listener:
            connections = []

            def accept():
                try:
                    while True:
                        connections.append(listener.accept()[0])
                except OSError:
                    return

            threading.Thread(target=accept, daemon=True).start()
            url = f"postgres://users@127.0.0.1:{listener.getsockname()[1]}/users"
            with self.users("silent", timeout=3, DATABASE_URL=url) as function:
                reply = function.invoke(http_event("GET", "/health", query="deep=1"))
                response = reply.json or {}
                in_time = b"timed out" not in reply.body
                holds = in_time and response.get("statusCode", 0) >= 500
                self.report.check("deadline with an unresponsive database", holds, reply)
            for connection in connections:
                connection.close()

    def oversize(self):
        """A response over the size limit fails only its own invocation."""
        with self.probe("fill") as function:
            reply = function.invoke({"count": LIMIT - 1})
            error = reply.json if isinstance(reply.json, dict) else {}
            self.report.check(
                "a response over the limit", error.get("errorType") == "Function.ResponseSizeTooLarge", reply
            )
            reply = function.invoke({"count": LIMIT - 2})
            self.report.check("a response at the limit", len(reply.body) == LIMIT, reply)
            reply = function.invoke({"count": 3})
            self.report.check("a response over the limit, then the next event", reply.json == "xxx", reply)
        with self.probe("echo") as function:
            text = "x" * (6 * MEBIBYTE - 1000)
            reply = function.invoke({"text": text})
            echoed = reply.json or {}
            self.report.check("an event of 6 MiB", echoed.get("event") == {"text": text}, repr(reply)[:300])

    def client_context(self):
        """The client context reaches the handler."""
        context = {"custom": {"name": "Ada Lovelace"}, "env": {"locale": "en_GB"}, "client": {"app_title": "café"}}
        with self.probe("echo") as function:
            echoed = function.invoke({"n": 1}, client_context=context).json or {}
            self.report.check("client context", echoed.get("clientContext") == context, echoed)
            holds = echoed.get("hasTimeLeft") is True and str(echoed.get("arn")).startswith("arn:aws:lambda:")
            self.report.check("deadline and function ARN", holds, echoed)
            echoed = function.invoke({"n": 2}).json or {}
            self.report.check("no client context in the next invocation", echoed.get("clientContext") is None, echoed)

    def death(self):
        """A crashed process is reported and replaced."""
        with self.probe("die") as function:
            reply = function.invoke({"die": True})
            holds = (reply.json or {}).get("errorType") == "Runtime.ExitError"
            self.report.check("a crash", holds, reply)
            logged = "abort" in function.output().lower() or "sigabrt" in function.output().lower()
            self.report.check("a crash is logged", logged, function.output()[-1000:])
            reply = function.invoke({})
            self.report.check("a crash, then the next event", reply.json == "alive", reply)

    def shutdown(self):
        """The app is shut down when the platform terminates the environment."""
        with self.probe("echo") as function:
            reply = function.invoke({"n": 1})
            ended = function.terminate()
            holds = reply.status == 200 and ended and "The probe is shut down." in function.output()
            self.report.check("graceful shutdown", holds, function.output()[-1000:])
        with self.users("shutdown") as function:
            function.invoke(http_event("GET", "/health", query="deep=1"))
            ended = function.terminate()
            left = [path.name for path in self.folder.glob("shutdown.sqlite3-*")]
            self.report.check("graceful shutdown closes the database", ended and not left, left)

    def endurance(self, count: int = 1000):
        """Many consecutive invocations: each receives its own response, and memory stays constant."""
        with self.probe("echo") as function, self.report.timed() as seconds:
            ids, wrong = set(), 0
            for number in range(count):
                echoed = function.invoke({"n": number}).json or {}
                wrong += echoed.get("event") != {"n": number}
                ids.add(echoed.get("requestId"))
            holds = wrong == 0 and len(ids) == count
            detail = f"{wrong} wrong responses, {len(ids)} request ids"
            self.report.check(f"{count} consecutive invocations, none lost", holds, detail, seconds())
        with self.users("endurance") as function, self.report.timed() as seconds:
            form = "username=admin%40example.com&password=password123"
            kind = {"content-type": "application/x-www-form-urlencoded"}
            token = (function.invoke(http_event("POST", "/api/v1/auth/login", form, kind)).http or {}).get("access_token")
            event = http_event("GET", "/api/v1/users", headers={"authorization": f"Bearer {token}"})
            failures, sizes = 0, []
            for number in range(count):
                failures += (function.invoke(event).json or {}).get("statusCode") != 200
                if number in (count // 5, count - 1):
                    sizes.append(function.resident_bytes())
            self.report.check(f"{count} consecutive user lists", failures == 0, f"{failures} failed", seconds())
            growth = sizes[1] - sizes[0]
            detail = f"from {sizes[0]} to {sizes[1]} bytes"
            self.report.check(f"memory is constant: grew by {growth // 1024} KiB", sizes[0] > 0 and growth < MEBIBYTE, detail)


def run(report, paths):
    """Runs the checks."""
    report.part("The runtime under the emulator")
    with tempfile.TemporaryDirectory(prefix="conformance-") as scratch:
        checks = Checks(report, paths, Path(scratch))
        for check in (
            checks.success, checks.metrics, checks.handler_error, checks.init_error, checks.time_out, checks.silent_database,
            checks.oversize, checks.client_context, checks.death, checks.shutdown, checks.endurance,
        ):
            with report.guard(check.__name__):
                check()
