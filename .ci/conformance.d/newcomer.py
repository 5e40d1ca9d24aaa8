"""The packages that `swiftlet new` creates: built, tested, replayed, packaged, and run under the AWS emulator.

All templates are built one after the other in the same folder, so that the dependencies are compiled once.
"""

import json
import os
import re
import shutil
import stat
import subprocess
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

from dialog import Dialog
from emulator import Emulator, free_port

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = ROOT / "Sources/Swiftlet/Swiftlet.docc/GettingStarted.md"
SWIFTLET = ROOT / ".build/debug/swiftlet"

# What the commands that `swiftlet new` prints have in their output.
PASSED = {"make run": r"\b[1-9][0-9]* passed", "make test": r"Test run with ([4-9]|[1-9][0-9]+) tests? .*passed"}

# The variables of the function under the emulator.
VARIABLES = {
    "api": {},
    "database": {"API_KEY": "local-development-key", "MIGRATE_ON_START": "true"},
    "worker": {},
}


def run(report, paths):
    """Creates a package from each template and tests it."""
    work = paths.probe.parent / "newcomer"
    work.mkdir(exist_ok=True)
    report.part("swiftlet new in a terminal")
    dialog(report, work)
    for template in VARIABLES:
        report.part(f"The template {template}")
        package = work / "greetings"
        for command in create(report, package, template):
            with report.timed() as elapsed:
                result = execute(["sh", "-c", command], package)
            text = result.stdout
            passed = result.returncode == 0 and not warnings(text) and re.search(PASSED[command], text)
            report.check(f"{command} succeeds without a warning", passed, text[-4000:], elapsed())
        cli = package / ".build/debug/greetings"
        quoted(report, package, cli)
        if template == "api":
            serve(report, cli, package)
            extend(report, package)
        deployed(report, paths, package, template)
        if template == "api":
            plugins(report, package)


def execute(words: list, folder: Path, **variables) -> subprocess.CompletedProcess:
    """Runs a program; the result has its output and its errors as one text."""
    return subprocess.run(
        words, cwd=folder, env={**os.environ, **variables}, check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )


def warnings(output: str) -> list[str]:
    """The warnings in the output of SwiftPM, without those about the files of dependencies and about Swift's own libraries."""
    others = re.compile(r"^warning: 'swift-|libFoundationEssentials\.a\(")
    return [line for line in output.splitlines() if "warning:" in line and not others.search(line)]


def dialog(report, work: Path):
    """A terminal is asked for what is missing; the end of the input creates nothing."""
    folder = work / "asked"
    shutil.rmtree(folder, ignore_errors=True)
    with Dialog([SWIFTLET, "new"], work) as terminal:
        for prompt, answer in [
            ("Folder: ", "asked"), ("Template (api, database, worker) [api]: ", "web"),
            ("Template (api, database, worker) [api]: ", "worker"), ("Name [asked]: ", ""),
        ]:
            terminal.answer(prompt, answer)
        status, output = terminal.finish()
    created = status == 0 and "Created asked in asked" in output and (folder / "Package.swift").exists()
    report.check("it asks for the folder, the template and the name", created, output)

    before = sorted(path.name for path in folder.rglob("*"))
    again = execute([SWIFTLET, "new", folder], work)
    kept = before == sorted(path.name for path in folder.rglob("*"))
    listed = again.returncode == 1 and "Package.swift" in again.stdout
    report.check("it does not overwrite a package", listed and kept, again.stdout)
    shutil.rmtree(folder)

    with Dialog([SWIFTLET, "new", "asked"], work) as terminal:
        terminal.end("Template (api, database, worker) [api]: ")
        status, output = terminal.finish()
    report.check("the end of the input creates nothing", status == 1 and not folder.exists(), output)
    missing = execute([SWIFTLET, "new"], work)
    report.check("without a terminal the folder is required", missing.returncode == 64, missing.stdout)


def create(report, package: Path, template: str) -> list[str]:
    """Creates a package in a folder that may have products of another one; returns the commands that are printed."""
    build = package.parent / "build"
    if (package / ".build").exists():
        shutil.rmtree(build, ignore_errors=True)
        (package / ".build").rename(build)
    shutil.rmtree(package, ignore_errors=True)
    result = execute([SWIFTLET, "new", package, "--template", template], ROOT)
    if build.exists():
        build.rename(package / ".build")
    lines = [line.split(" #")[0].strip() for line in result.stdout.splitlines() if line.startswith("  ")]
    report.check("it prints the next three commands", len(lines) == 3 and lines[0] == f"cd {package}", result.stdout)
    return lines[1:]


def quoted(report, package: Path, cli: Path):
    """The commands in the README exist, and those of the CLI succeed. The event files are in the format of --update."""
    files = {path: path.read_bytes() for path in sorted((package / "events").rglob("*.json"))}
    for block in re.findall(r"```sh\n(.*?)```", (package / "README.md").read_text(), re.DOTALL):
        for line in block.splitlines():
            words = line.split(" #")[0].split()
            if words[0] == "make":
                result = execute(["make", "-n", *words[1:]], package)
            else:
                result = execute([cli, *words[3:]], package)
            known = words[0] == "make" or words[:3] == ["swift", "run", "greetings"]
            # The exit status of doctor depends on the machine, and on migrations that are still pending.
            succeeded = result.returncode == 0 or words[3:] == ["doctor"] and "starts, with" in result.stdout
            report.check(" ".join(words), known and succeeded, result.stdout[-2000:])
    changed = [str(path) for path, content in files.items() if path.read_bytes() != content]
    report.check("replay --update changes no event file", not changed, "\n".join(changed))


def serve(report, program: Path, package: Path):
    """The CLI returns the responses that the guide shows."""
    port = free_port()
    with open(package / "serve.log", "wb") as log:
        process = subprocess.Popen(
            [program, "serve", "--port", str(port)], stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=package
        )
    try:
        status, response = get(f"http://127.0.0.1:{port}/hello/Ada?times=2", process)
        report.check("the CLI serves it", (status, response) == (200, ["Hello, Ada!"] * 2), (status, response))
        status, response = get(f"http://127.0.0.1:{port}/hello/Ada?times=0", process)
        printed = json.loads(re.search(r"```json\n(.*?)```", ARTICLE.read_text(), re.DOTALL)[1])
        report.check("an invalid input has the printed response", (status, response) == (422, printed), (status, response))
    finally:
        process.terminate()
        process.wait(20)


def extend(report, package: Path):
    """A further endpoint gets an event file by the commands of the guide."""
    app = package / "Sources/Greetings"
    with open(app / "endpoints.swift", "a", encoding="utf-8") as file:
        file.write(
            '''
let farewell = Endpoint(.get, "/farewell/{name}", operationID: "farewell", Path("name", String.self)) { name in
    "Goodbye, \\(name)!"
}
'''
        )
    listing = app / "makeApp.swift"
    listing.write_text(listing.read_text().replace("        hello\n", "        hello\n        farewell\n"))
    for command in re.findall(r"^    (swift run greetings .+|make run)$", ARTICLE.read_text(), re.MULTILINE):
        with report.timed() as elapsed:
            result = execute(["sh", "-c", command], package)
        report.check(command, result.returncode == 0, result.stdout[-4000:], elapsed())
    expected = list((package / "events/farewell").glob("*.expected.json"))
    passed = len(expected) == 1 and "Goodbye, " in expected[0].read_text() and "5 passed" in result.stdout
    report.check("the new endpoint is replayed", passed, result.stdout[-2000:])


def get(url: str, process: subprocess.Popen):
    """Sends a request, once the server accepts connections."""
    deadline = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def deployed(report, paths, package: Path, template: str):
    """The deployment package responds to all event files under the AWS emulator."""
    with report.timed() as elapsed:
        result = execute(["make", "package"], package)
    report.check("make package", result.returncode == 0 and not warnings(result.stdout), result.stdout[-4000:], elapsed())
    cli = package / ".build/debug/greetings"
    function = package / "dist/function"
    with zipfile.ZipFile(package / "dist/function.zip") as archive:
        archive.extractall(function)
    for path in function.rglob("*"):
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    variables = {**VARIABLES[template]}
    if template == "database":
        variables["DATABASE_URL"] = f"sqlite:{function}/greetings.sqlite3"
    with Emulator(paths.emulator, function / "bootstrap", "app", variables, package / "emulator.log") as emulator:
        url = f"http://127.0.0.1:{emulator.port}"
        result = execute([cli, "replay", "events", "--against", url, "--handler", "function"], package)
        passed = result.returncode == 0
        report.check("the packaged function passes the event files under the AWS emulator", passed, result.stdout[-4000:])


def plugins(report, package: Path):
    """The command plugins build, package and deploy with what is built already, and pass on their arguments and failures."""
    archive = package / "dist/plugin.zip"
    missing = package / "dist/missing.zip"
    tools = package / "tools"
    tools.mkdir()
    aws = tools / "aws"
    aws.write_text("#!/bin/sh\necho ResourceNotFoundException >&2\nexit 254\n")
    aws.chmod(0o755)
    deploy = ["--allow-network-connections", "all", "swiftlet-deploy", "--with", "aws", "--role", "arn:aws:iam::1:role/r"]
    write = "--allow-writing-to-package-directory"
    for words, status, expected in [
        (["swiftlet-build", "--json"], 0, 'release/greetings-function"'),
        ([write, "swiftlet-package", "--output", archive], 0, "plugin.zip, for "),
        ([write, "swiftlet-package", "--arch", "vax"], 1, "--arch must be x86_64 or arm64"),
        ([*deploy, "--package", archive], 0, "Dry run: nothing was changed."),
        ([*deploy, "--package", missing], 1, "missing.zip does not exist."),
    ]:
        path = f"{tools}:{os.environ['PATH']}"
        with report.timed() as elapsed:
            result = subprocess.run(
                ["swift", "package", *words], cwd=package, env={**os.environ, "PATH": path}, check=False, timeout=900,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            )
        passed = result.returncode == status and expected in result.stdout
        report.check(f"swift package {' '.join(map(str, words))}", passed, result.stdout[-4000:], elapsed())
    same = archive.read_bytes() == (package / "dist/function.zip").read_bytes()
    report.check("the plugin writes the package that the CLI writes", same, "")
