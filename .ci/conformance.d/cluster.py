"""A temporary PostgreSQL server."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from emulator import free_port

NAME = "postgres"


class Cluster:
    """A server on a free loopback port, with its data in a temporary directory."""

    def __init__(self):
        self.programs = self._programs()
        self.folder = Path(tempfile.mkdtemp(prefix="conformance-postgres-"))
        self.port = free_port()
        # PostgreSQL does not run as root.
        self.user = {}
        if os.geteuid() == 0:
            account = pwd.getpwnam(NAME)
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            self.user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        self._run("initdb", "-D", self.folder / "data", "-U", NAME, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self.log = open(self.folder / "log", "wb")
        self.process = subprocess.Popen(
            [
                self.programs / "postgres", "-D", self.folder / "data", "-k", self.folder,
                "-h", "127.0.0.1", "-p", str(self.port), "-c", "fsync=off",
            ],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, cwd=self.folder, **self.user,
        )
        self._wait()

    def database(self, name: str) -> str:
        """Creates a database and returns its URL."""
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", NAME, name)
        return f"postgres://{NAME}@127.0.0.1:{self.port}/{name}"

    def stop(self):
        """Stops the server and deletes its data."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait(self):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self.process.poll() is None:
            ready = subprocess.run(
                [self.programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)], check=False
            )
            if ready.returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError("PostgreSQL did not start:\n" + (self.folder / "log").read_text(errors="replace"))

    def _run(self, program, *arguments):
        subprocess.run(
            [self.programs / program, *arguments], check=True, cwd=self.folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, **self.user,
        )

    @staticmethod
    def _programs() -> Path:
        """Returns the directory of the newest server: Debian's, or the one on the PATH."""
        versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
        if versions:
            return versions[-1].parent
        found = shutil.which("postgres")
        if not found:
            raise RuntimeError("PostgreSQL server not found")
        return Path(found).resolve().parent

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
