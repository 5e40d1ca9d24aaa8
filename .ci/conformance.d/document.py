"""The served app, tested against its OpenAPI document."""

import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from openapi_spec_validator import OpenAPIV31SpecValidator

from emulator import free_port
from fixtures import VARIABLES

HERE = Path(__file__).resolve().parent
EXAMPLES = 20
# Larger than every generated identifier: a run that deletes its own user would receive only 401 afterwards.
OWN_ID = 2_000_000_000


class Server:
    """The app behind the local server, with a fresh database."""

    def __init__(self, paths, folder: Path):
        self.database = folder / "users.sqlite3"
        self.log = folder / "serve.log"
        self.url = f"http://127.0.0.1:{(port := free_port())}"
        variables = {**os.environ, **VARIABLES, "DATABASE_URL": f"sqlite:{self.database}", "RATE_LIMIT": "off"}
        with open(self.log, "wb") as output:
            self.process = subprocess.Popen(
                [paths.users, "serve", "--port", str(port), "--quiet", "--log-level", "warning"],
                env=variables, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            )
        self._wait()

    def _wait(self):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                # Also opens the database, which creates the first user.
                urllib.request.urlopen(self.url + "/health?deep=1", timeout=5).close()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("The local server did not start:\n" + self.log.read_text(errors="replace"))

    def log_in(self) -> str:
        """Returns an access token of the first user."""
        form = urllib.parse.urlencode(
            {"username": VARIABLES["FIRST_USER_EMAIL"], "password": VARIABLES["FIRST_USER_PASSWORD"]}
        )
        with urllib.request.urlopen(self.url + "/api/v1/auth/login", form.encode(), timeout=10) as response:
            return json.load(response)["access_token"]

    def accepts(self, token: str) -> bool:
        """Returns whether a token is still valid."""
        request = urllib.request.Request(
            self.url + "/api/v1/users/me", headers={"Authorization": f"Bearer {token}"}
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                return response.status == 200
        except urllib.error.HTTPError:
            return False

    def move_first_user(self):
        """Gives the first user an id that is never generated."""
        connection = sqlite3.connect(self.database, timeout=10)
        with connection:
            connection.execute("UPDATE users SET id = ?", (OWN_ID,))
        connection.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def validate(report, document: Path):
    """The document is valid OpenAPI 3.1."""
    errors = list(OpenAPIV31SpecValidator(json.loads(document.read_text())).iter_errors())
    report.check("the document is valid OpenAPI 3.1", not errors, "\n".join(str(error) for error in errors[:10]))


def schemathesis(report, paths, document: Path, folder: Path):
    """Sends every operation valid and invalid requests generated from its schemas."""
    with Server(paths, folder) as server, report.timed() as seconds:
        server.move_first_user()
        token = server.log_in()
        result = subprocess.run(
            [
                Path(sys.executable).with_name("schemathesis"), "--config-file", HERE / "schemathesis.toml",
                "run", document, "--url", server.url, "--header", f"Authorization: Bearer {token}",
                "--checks", "all", "--max-examples", str(EXAMPLES), "--generation-deterministic",
                "--request-timeout", "20", "--continue-on-failure", "--no-color",
            ],
            check=False, capture_output=True, text=True, timeout=600, cwd=folder,
            env={
                **os.environ, "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1",
                "CONFORMANCE_OWN_ID": str(OWN_ID),
            },
        )
        cases = re.findall(r"([\d,]+) generated", result.stdout)
        report.check(
            f"schemathesis, {cases[-1] if cases else 'no'} requests", result.returncode == 0 and bool(cases),
            result.stdout + result.stderr, seconds(),
        )
        health = urllib.request.urlopen(server.url + "/health?deep=1", timeout=10).status
        report.check("the app still responds", health == 200 and server.process.poll() is None, health)
        report.check("the token is still valid", server.accepts(token))
        log = server.log.read_text(errors="replace")
        report.check("the app logged no errors", "ERROR" not in log.upper(), log[-2000:])


def run(report, paths):
    """Checks the document, then the app."""
    report.part("The document and the served app")
    with tempfile.TemporaryDirectory(prefix="conformance-") as scratch:
        folder = Path(scratch)
        document = folder / "openapi.json"
        document.write_bytes(subprocess.run([paths.users, "openapi"], check=True, capture_output=True).stdout)
        with report.guard("the document"):
            validate(report, document)
        with report.guard("schemathesis"):
            schemathesis(report, paths, document, folder)
