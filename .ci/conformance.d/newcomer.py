"""The package that the documentation has a newcomer write, built beside the project and run by its two programs."""

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
    """Builds the package, and asks both programs."""
    report.part("A newcomer's package")
    package = paths.probe.parent / "newcomer"
    build(package)
    report.check("it builds as it is printed", True)
    programs = package / ".build/debug"
    serve(report, programs / "greet", package)
    with Emulator(paths.emulator, programs / "greetings-function", "app", {}, package / "emulator.log") as emulator:
        answer = emulator.invoke(EVENT)
        report.check("the function answers under the emulator", answer.http == ["Hello, Ada!"] * 2, answer)


def build(package: Path):
    """Copies the sources to where a newcomer would have them, with the project beside them, and builds."""
    beside = package.parent / "swiftlet"
    if not beside.exists():
        beside.symlink_to(ROOT)
    for name in ("Package.swift", "Sources"):
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
    """The tool serves what the article says it does."""
    port = free_port()
    with open(package / "serve.log", "wb") as log:
        process = subprocess.Popen(
            [program, "serve", "--port", str(port)], stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=package
        )
    try:
        status, answer = get(f"http://127.0.0.1:{port}/hello/Ada?times=2", process)
        report.check("the tool serves it", (status, answer) == (200, ["Hello, Ada!"] * 2), (status, answer))
        status, answer = get(f"http://127.0.0.1:{port}/hello/Ada?times=0", process)
        printed = json.loads(re.search(r"```json\n(.*?)```", ARTICLE.read_text(), re.DOTALL)[1])
        report.check("a wrong input is answered as printed", (status, answer) == (422, printed), (status, answer))
    finally:
        process.terminate()
        process.wait(20)


def get(url: str, process: subprocess.Popen):
    """Asks, and waits until somebody listens."""
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
