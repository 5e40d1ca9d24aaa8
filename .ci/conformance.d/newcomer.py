"""The package of the getting-started guide, built outside of this package, with its two executables."""

import json
import os
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from emulator import Emulator, free_port

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ARTICLE = ROOT / "Sources/Swiftlet/Swiftlet.docc/GettingStarted.md"
EVENT = {
    "version": "2.0", "rawPath": "/hello/Ada", "rawQueryString": "times=2",
    "requestContext": {"http": {"method": "GET", "path": "/hello/Ada", "sourceIp": "127.0.0.1"}, "stage": "$default"},
}


def run(report, paths):
    """Builds the package and sends requests to both executables."""
    report.part("The package of the getting-started guide")
    package = paths.probe.parent / "newcomer"
    build(package)
    report.check("it builds as printed", True)
    tests = subprocess.run(
        [os.environ.get("SWIFT", "swift"), "test", "--package-path", package, "--disable-xctest"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )
    passed = tests.returncode == 0 and "Test run with 2 tests" in tests.stdout
    report.check("its tests pass outside of this package", passed, tests.stdout[-2000:])
    programs = package / ".build/debug"
    serve(report, programs / "greet", package)
    with Emulator(paths.emulator, programs / "greetings-function", "app", {}, package / "emulator.log") as emulator:
        response = emulator.invoke(EVENT)
        report.check("the function responds under the AWS emulator", response.http == ["Hello, Ada!"] * 2, response)


def build(package: Path):
    """Copies the sources next to a link to this package, as the guide describes, and builds them."""
    link = package.parent / "swiftlet"
    if not link.exists():
        link.symlink_to(ROOT)
    for name in ("Package.swift", "Sources", "Tests"):
        shutil.rmtree(package / name, ignore_errors=True)
        source = HERE / "newcomer" / name
        package.mkdir(exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, package / name)
        else:
            shutil.copy(source, package / name)
    swift = os.environ.get("SWIFT", "swift")
    for product in ("greetings-function", "greet"):
        subprocess.run(
            [swift, "build", "--package-path", package, "--product", product],
            check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        )


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
