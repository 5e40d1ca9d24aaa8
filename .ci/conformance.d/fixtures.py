"""All event files on both databases: in process, through the function binary, and through it under the AWS emulator."""

import itertools
import json
import subprocess
import tempfile
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cluster import Cluster
from emulator import Emulator

VARIABLES = {
    "MIGRATE_ON_START": "true",
    "SECRET_KEY": "a key for event files, which opens nothing else",
    "FIRST_USER_EMAIL": "admin@example.com",
    "FIRST_USER_PASSWORD": "password123",
    "ALLOWED_ORIGINS": "https://app.example.com",
}


class Functions:
    """The functions of one scenario behind one Invoke API, by handler name.

    An emulator serves a single function, so each function has its own. They share the database.
    """

    def __init__(self, paths, variables: dict, folder: Path):
        self.paths, self.variables, self.folder = paths, variables, folder
        self.emulators = {}
        self.lock = threading.Lock()
        outer = self

        class Gateway(BaseHTTPRequestHandler):
            """Forwards each request to the function in its path."""

            protocol_version = "HTTP/1.1"

            def do_POST(self):  # pylint: disable=invalid-name
                """Invokes a function."""
                body = self.rfile.read(int(self.headers["content-length"]))
                name = self.path.split("/functions/")[1].split("/")[0]
                headers = {k: v for k, v in self.headers.items() if k.lower().startswith(("x-amz", "content-type"))}
                reply = outer.function(name).post(body, headers)
                self.send_response(reply.status)
                for key, value in reply.headers.items():
                    if key.startswith(("x-amz", "content-type")):
                        self.send_header(key, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, *_):
                """Logs nothing: the replay reports the results."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def function(self, name: str) -> Emulator:
        """Returns the function, which is started at its first use."""
        with self.lock:
            if name not in self.emulators:
                self.emulators[name] = Emulator(
                    self.paths.emulator, self.paths.bootstrap, name, self.variables, self.folder / f"{name}.log"
                )
            return self.emulators[name]

    def output(self) -> str:
        """Returns the end of the functions' output."""
        return "\n".join(f"[{name}] {emulator.output()[-2000:]}" for name, emulator in self.emulators.items())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        for emulator in self.emulators.values():
            emulator.stop()


def scenarios(events: Path) -> list[Path]:
    """Returns the folders that contain events."""
    return sorted({path.parent for path in events.rglob("*.json")})


@contextmanager
def in_process(_paths, variables: dict, _folder: Path):
    """The app in the CLI's own process."""
    yield environment(variables), None


@contextmanager
def through_bootstrap(paths, variables: dict, _folder: Path):
    """The function binary behind the CLI's own runtime API."""
    yield [*environment(variables), "--through", paths.bootstrap], None


@contextmanager
def through_emulator(paths, variables: dict, folder: Path):
    """The function binary under the AWS emulator."""
    with Functions(paths, variables, folder) as functions:
        yield ["--against", functions.url], functions


def environment(variables: dict) -> list[str]:
    """Returns the options that set environment variables."""
    return [word for name, value in variables.items() for word in ("--env", f"{name}={value}")]


def replay(report, paths, target, make_url):
    """Replays every scenario through one target, each on a fresh database."""
    for scenario in scenarios(paths.events):
        name = str(scenario.relative_to(paths.events))
        with report.guard(name), tempfile.TemporaryDirectory(prefix="conformance-") as scratch:
            folder = Path(scratch)
            variables = {**VARIABLES, "DATABASE_URL": make_url(folder)}
            with report.timed() as seconds, target(paths, variables, folder) as (options, functions):
                result = subprocess.run(
                    [paths.users, "replay", "--json", *options, scenario],
                    check=False, capture_output=True, text=True, timeout=120,
                )
                evaluate(report, name, result, functions, seconds())


def evaluate(report, name: str, result, functions: Functions | None, seconds: float):
    """Counts each event of a scenario as a check, and prints only the failures."""
    try:
        replayed = json.loads(result.stdout)
    except ValueError:
        report.check(name, False, result.stdout + result.stderr + (functions.output() if functions else ""))
        return
    failures = [fixture for fixture in replayed["fixtures"] if not fixture["passed"]]
    for fixture in failures:
        report.check(f"{name}: {fixture['name']}", False, fixture["explanation"])
    passed = replayed["passed"]
    report.passed += max(0, passed - 1)
    report.check(
        f"{name}: {passed} of {passed + len(failures)} events", passed > 0 and result.returncode == bool(failures),
        f"exit code {result.returncode}\n{result.stderr}", seconds,
    )


def run(report, paths):
    """Replays the event files through every target, on SQLite and on PostgreSQL."""
    with report.guard("PostgreSQL"), Cluster() as cluster:
        numbers = itertools.count()
        databases = {
            "SQLite": lambda folder: f"sqlite:{folder}/users.sqlite3",
            "PostgreSQL": lambda _: cluster.database(f"scenario_{next(numbers)}"),
        }
        for target in (in_process, through_bootstrap, through_emulator):
            for kind, make_url in databases.items():
                report.part(f"Event files {target.__name__.replace('_', ' ')}, on {kind}")
                replay(report, paths, target, make_url)
