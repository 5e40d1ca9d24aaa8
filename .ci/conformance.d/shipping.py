"""Deployment: the package in an empty root file system, the templates under SAM and cfn-lint, deployments to a mock of AWS."""

import dataclasses
import itertools
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import fixtures
import triggers
from cluster import Cluster
from emulator import free_port

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / ".build" / "conformance" / "tools" / "bin"
LIMIT = 50 << 20
GOAL = 12_000_000


def run(report, paths):
    """Checks the package, the templates and the deployment."""
    with tempfile.TemporaryDirectory(prefix="conformance-shipping-") as scratch:
        folder = Path(scratch)
        report.part("The package")
        archive = folder / "function.zip"
        package(report, paths, archive)
        report.part("The templates under SAM and cfn-lint")
        templates(report, paths, folder)
        foreign(report, paths, archive)
        with report.guard("the templates of all triggers"):
            triggers.run(report, paths, folder)
        report.part("Deployments by the aws CLI to moto")
        with report.guard("deployments"), Moto(folder / "moto.log") as moto:
            deployments(report, paths, moto, archive, folder)
        empty_root(report, paths, archive, folder)


# The package


def package(report, paths, archive: Path):
    """Packages twice, and reads the archive with Python's zip reader."""
    made = [pack(paths, path) for path in (archive, archive.with_name("again.zip"))]
    report.check("packaging is reproducible", archive.read_bytes() == made[1].read_bytes())
    size = archive.stat().st_size
    report.check(f"{size / 1e6:.1f} MB, less than the platform's limit", size < LIMIT)
    if size > GOAL:
        print(f"          more than the goal of {GOAL / 1e6:.0f} MB")
    with zipfile.ZipFile(archive) as content:
        report.check("every file has the right checksum", content.testzip() is None, content.testzip())
        entries = content.infolist()
        first = entries[0]
        mode = first.external_attr >> 16
        report.check("the first entry is an executable bootstrap", (first.filename, mode) == ("bootstrap", 0o100755), oct(mode))
        plain = all(entry.date_time == (1980, 1, 1, 0, 0, 0) and not entry.extra for entry in entries)
        report.check("it has no timestamps and no extra fields", plain)
        head = content.read("bootstrap")[:4]
        report.check("bootstrap is an ELF executable, not a shell script", head == b"\x7fELF", head)


def pack(paths, archive: Path) -> Path:
    """Runs `users package`, without a build."""
    subprocess.run([paths.users, "package", "--program", paths.bootstrap, "--output", archive], check=True, capture_output=True)
    return archive


def foreign(report, paths, archive: Path):
    """Another function is rejected, and leaves the package as it is."""
    before = archive.read_bytes()
    command = [paths.users, "package", "--program", paths.probe, "--output", archive]
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    report.check("another function is rejected", result.returncode == 1 and "another app, \"Probe\"" in result.stderr, result)
    report.check("the package is unchanged", archive.read_bytes() == before)


def unpack(archive: Path, folder: Path):
    """Unpacks as the platform does, with file permissions."""
    with zipfile.ZipFile(archive) as content:
        for entry in content.infolist():
            path = Path(content.extract(entry, folder))
            path.chmod(entry.external_attr >> 16 & 0o777)


# The empty root


def empty_root(report, paths, archive: Path, folder: Path):
    """Replays all event files through the package, in a root that contains only the AWS emulator and an empty /tmp."""
    root = folder / "root"
    task = root / "var" / "task"
    task.mkdir(parents=True)
    unpack(archive, task)
    (root / "tmp").mkdir(mode=0o1777)
    # Opened by the emulator, a static executable, not by the function.
    (root / "dev").mkdir()
    (root / "dev" / "null").touch()
    shutil.copy(paths.emulator, root / "emulator")
    enter = entrance(root)
    if enter is None:
        report.check("the empty root can be entered", False, "This machine allows neither chroot nor user namespaces.")
        return
    # Replaces the emulator: enters the root, then runs it.
    script = folder / "emulator"
    script.write_text(f'#!/bin/sh\nexec {" ".join(enter)} /emulator "$@"\n')
    script.chmod(0o755)
    inside = dataclasses.replace(paths, emulator=script, bootstrap=Path("/var/task/bootstrap"))
    report.part("Event files through the package in an empty root, on SQLite")
    fixtures.replay(report, inside, fixtures.through_emulator, lambda scratch: f"sqlite:/tmp/{scratch.name}.sqlite3")
    report.part("Event files through the package in an empty root, on PostgreSQL")
    numbers = itertools.count()
    with report.guard("PostgreSQL"), Cluster() as cluster:
        fixtures.replay(
            report, inside, fixtures.through_emulator, lambda _: cluster.database(f"scenario_{next(numbers)}")
        )


def entrance(root: Path) -> list[str] | None:
    """Returns the command that enters a root: chroot, or a user namespace without root privileges."""
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    for command in (["chroot", str(root)], ["unshare", "--map-root-user", f"--root={root}"]):
        program = shutil.which(command[0], path=path)
        if program is None:
            continue
        # The root contains no other program to try this with. Without a platform, the function binary exits with an error.
        trial = subprocess.run([program, *command[1:], "/var/task/bootstrap"], check=False, capture_output=True, text=True)
        if "AWS_LAMBDA_RUNTIME_API" in trial.stdout + trial.stderr:
            return [program, *command[1:]]
    return None


# The templates


def templates(report, paths, folder: Path):
    """Checks both forms of the template with both tools."""
    for name, options in (("one function", []), ("a function for each endpoint", ["--per-endpoint"])):
        template = folder / "template.yaml"
        subprocess.run([paths.users, "template", *options, "--output", template], check=True)
        own = {"x86_64": "x86_64", "aarch64": "arm64"}[os.uname().machine]
        report.check(f"{name}: the architecture is the package's", f"- {own}\n" in template.read_text(), own)
        for command in (["cfn-lint", "--template", template], ["sam", "validate", "--lint", "--template-file", template]):
            with report.timed() as seconds:
                result = tool(command)
            report.check(f"{name}: {command[0]}", result.returncode == 0, result.stdout + result.stderr, seconds())
    contradictions(report, paths, folder)
    result = deploy(paths, ["--with", "sam", "--template", template, "--package", folder / "function.zip"])
    report.check("a dry run prints the SAM command", "sam deploy" in result.stdout, result.stdout + result.stderr)


def contradictions(report, paths, folder: Path):
    """An architecture other than the package's is rejected."""
    other = {"x86_64": "arm64", "aarch64": "x86_64"}[os.uname().machine]
    command = [paths.users, "template", "--arch", other, "--output", folder / "other.yaml"]
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    report.check("an architecture that is not the package's", result.returncode == 1 and "does not match" in result.stderr, result)


def tool(command: list, **variables) -> subprocess.CompletedProcess:
    """Runs one of the tools from PyPI, without access to AWS."""
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("AWS_")},
        "PATH": f"{TOOLS}:{os.environ['PATH']}",
        "SAM_CLI_TELEMETRY": "0", "AWS_DEFAULT_REGION": "eu-central-1", "AWS_PAGER": "",
        "AWS_ACCESS_KEY_ID": "nobody", "AWS_SECRET_ACCESS_KEY": "nothing", "AWS_EC2_METADATA_DISABLED": "true",
        **variables,
    }
    return subprocess.run(command, check=False, capture_output=True, text=True, env=environment, timeout=300)


# The deployment


class Moto:
    """A mock server of the AWS APIs."""

    def __init__(self, log: Path):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        with open(log, "wb") as output:
            self.process = subprocess.Popen(
                [TOOLS / "moto_server", "--port", str(self.port)], stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                urllib.request.urlopen(self.url, timeout=5).close()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.2)
        self.stop()
        raise RuntimeError(f"moto did not start: {log.read_text(errors='replace')}")

    def stop(self):
        """Stops the server."""
        self.process.terminate()
        self.process.wait(30)

    def aws(self, *words: str):
        """Runs the AWS CLI and returns its JSON output."""
        result = tool(["aws", *words, "--output", "json"], AWS_ENDPOINT_URL=self.url)
        result.check_returncode()
        return json.loads(result.stdout)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def deploy(paths, options: list, **variables) -> subprocess.CompletedProcess:
    """Runs `users deploy`."""
    return tool([paths.users, "deploy", *options], **variables)


def deployments(report, paths, moto: Moto, archive: Path, folder: Path):
    """Creates a function, then updates it; an update without differences changes nothing."""
    trust = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"},
    ]}
    role = moto.aws("iam", "create-role", "--role-name", "users", "--assume-role-policy-document", json.dumps(trust))
    variables = folder / "variables.json"
    variables.write_text(json.dumps({"Variables": {"SECRET_KEY": "not to be printed"}}))
    settings = {
        "--with": "aws", "--name": "users-api", "--package": archive, "--role": role["Role"]["Arn"],
        "--environment": variables,
    }

    def run_deploy(*flags, url=moto.url, **others):
        return deploy(paths, [*itertools.chain(*settings.items()), *flags], AWS_ENDPOINT_URL=url, **others)

    def configuration():
        found = moto.aws("lambda", "list-functions")["Functions"]
        return found[0] if found else None

    def step(name: str, expected: str, holds, *flags):
        result = run_deploy(*flags)
        output = result.stdout + result.stderr
        fine = result.returncode == 0 and expected in output and "not to be printed" not in output and holds(configuration())
        report.check(name, fine, f"{output}\n{configuration()}")

    step("a dry run prints what it would create", "Would: create", lambda function: function is None)
    step("create a function", "create the function users-api",
         lambda function: function["Runtime"] == "provided.al2023", "--yes")
    first = configuration()
    step("a second run changes nothing", "is up to date", lambda function: function == first, "--yes")
    settings["--memory"] = "1024"
    step("a dry run prints what it would update", "Would: update", lambda function: function == first)
    step("a configuration change is applied", "update the configuration",
         lambda function: function["MemorySize"] == 1024, "--yes")
    variables.write_text(json.dumps({"Variables": {"SECRET_KEY": "not to be printed either"}}))
    step("changed variables are applied", "update the configuration",
         lambda function: function["Environment"] == json.loads(variables.read_text()), "--yes")
    with zipfile.ZipFile(folder / "other.zip", "w") as other:
        other.writestr("bootstrap", "another")
    settings["--package"] = folder / "other.zip"
    step("changed code is applied", "update the code",
         lambda function: function["CodeSha256"] != first["CodeSha256"], "--yes")
    last = configuration()
    step("a run after all changes changes nothing", "is up to date", lambda function: function == last, "--yes")
    result = run_deploy("--yes", url="http://127.0.0.1:9", AWS_MAX_ATTEMPTS="1")
    report.check("an unreachable platform is an error", result.returncode == 1, result.stdout + result.stderr)
