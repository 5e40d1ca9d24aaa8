"""`serve --watch` in a package of `swiftlet new`: changes, errors of the compiler, a trap, and its own end."""

import json
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import newcomer
from browser import Browser
from emulator import children, free_port

GREETING = 'Array(repeating: "Hello, \\(name)!", count: times)'
TRAP = 'name == "trap" ? [["a"][times]] : ' + GREETING.replace("Hello", "Good day")


def run(report, paths):
    """Builds the package and changes it while it is served."""
    report.part("serve --watch")
    package = paths.probe.parent / "newcomer" / "greetings"
    package.parent.mkdir(exist_ok=True)
    commands = newcomer.create(report, package, "api")
    built = newcomer.execute(["sh", "-c", commands[0]], package)
    report.check("the package is built", built.returncode == 0, built.stdout[-4000:])
    with Watch(report, package) as watch:
        for check in (watch.change, watch.unchanged, watch.break_and_fix, watch.trap, watch.kill):
            with report.guard(check.__name__):
                check()


class Watch:
    """The watching CLI."""

    def __init__(self, report, package: Path):
        self.report, self.package = report, package
        self.source = package / "Sources/Greetings/endpoints.swift"
        self.original = self.source.read_text()
        self.log = package / "watch.log"
        self.port = free_port()
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [package / ".build/debug/greetings", "serve", "--watch", "--port", str(self.port)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=package,
            )
        self.until(lambda: self.get("Ada")[0] == 200)

    def write(self, greeting: str) -> float:
        """Changes the response of the endpoint; returns the time."""
        assert GREETING in self.original
        self.source.write_text(self.original.replace(GREETING, greeting))
        return time.monotonic()

    def get(self, name: str, accept: str = "*/*"):
        """Returns the status, the header fields and the body of a response; the status is 0 without one."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/hello/{name}", headers={"Accept": accept})
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return response.status, response.headers, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read().decode()
        except OSError as error:
            return 0, {}, str(error)

    def invocations(self) -> list[dict]:
        """Returns the invocations in the console."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/_swiftlet/api/invocations", timeout=60) as response:
            return json.load(response)["invocations"]

    def greets(self, greeting: str) -> bool:
        """Returns whether the app responds with a greeting."""
        return f"{greeting}, Ada!" in self.get("Ada")[2]

    def until(self, holds, seconds: float = 180):
        """Waits until a condition holds."""
        deadline = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise RuntimeError("The condition does not hold:\n" + self.output())
            time.sleep(0.05)

    def output(self) -> str:
        """Returns the output of the CLI."""
        return self.log.read_text(errors="replace")

    def change(self):
        """A saved file changes the response, and no request fails meanwhile."""
        failed, ended = [], threading.Event()

        def load():
            while not ended.is_set():
                response = self.get("Ada")
                if response[0] != 200:
                    failed.append(response)

        thread = threading.Thread(target=load)
        thread.start()
        try:
            start = self.write(GREETING.replace("Hello", "Welcome"))
            self.until(lambda: self.greets("Welcome"))
            seconds = time.monotonic() - start
        finally:
            ended.set()
            thread.join()
        self.report.check("a change is served", True, seconds=seconds)
        self.report.check("no request fails during the change", not failed, failed[:3])

    def unchanged(self):
        """A file that is saved without a change does not restart the app."""
        before = children(self.process.pid)
        self.source.write_text(self.source.read_text())
        self.until(lambda: "the executable has not changed" in self.output())
        self.report.check("a build without a change keeps the process", children(self.process.pid) == before, self.output())

    def break_and_fix(self):
        """Errors of the compiler are shown, the previous version responds, and the page loads again."""
        start = self.write("nonsense")
        self.until(lambda: self.get("Ada")[1].get("Swiftlet-Build") == "failed")
        seconds = time.monotonic() - start
        self.report.check("other clients receive the previous version", self.greets("Welcome"), seconds=seconds)
        status, _, page = self.get("Ada", accept="text/html")
        holds = status == 500 and "cannot find &#39;nonsense&#39; in scope" in page and "Sources/Greetings/endpoints.swift:" in page
        self.report.check("a browser receives the error with its location", holds, page)
        self.report.check(
            "the terminal shows the error and that the previous version is served",
            "cannot find 'nonsense' in scope" in self.output() and "; still serving the previous version." in self.output(),
            self.output()[-3000:],
        )
        program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        with tempfile.TemporaryDirectory() as folder, Browser(program, Path(folder)) as browser:
            text = "document.body.textContent"
            browser.call("Page.navigate", url=f"http://127.0.0.1:{self.port}/hello/Ada")
            self.until(lambda: "cannot find 'nonsense' in scope" in str(browser.evaluate(text)), 30)
            self.get("Marker")
            start = self.write(TRAP)
            self.until(lambda: "Good day, Ada!" in str(browser.evaluate(text)))
            self.report.check("the page loads again after the correction", True, seconds=time.monotonic() - start)
        targets = [entry.get("target") for entry in self.invocations()]
        self.report.check("the console has the invocations of the previous process", "/hello/Marker" in targets, targets)

    def trap(self):
        """A trap is shown with its request, and the app is restarted."""
        start = time.monotonic()
        status, _, body = self.get("trap?times=2")
        self.report.check("a request that traps receives a response", status == 502, body, time.monotonic() - start)
        failure = json.loads(body)
        holds = "Index out of range" in failure["message"] and "Sources/Greetings/endpoints.swift:" in failure["message"]
        self.report.check("it has the message, the location and the request",
                          holds and failure["request"] == "GET /hello/trap?times=2", body)
        self.report.check("the app is restarted", self.greets("Good day"), seconds=time.monotonic() - start)
        failed = [entry for entry in self.invocations() if entry.get("failure") == "Runtime.ExitError"]
        targets = [entry["target"] for entry in failed]
        self.report.check("the console has the request that trapped", "/hello/trap?times=2" in targets, targets)
        page = self.get("trap?times=2", accept="text/html")[2]
        self.report.check("a browser receives a page", "Index out of range" in page and "/hello/trap" in page, page)
        self.until(lambda: "during GET /hello/trap?times=2" in self.output(), 60)
        self.report.check("the terminal shows the request", True)

    def kill(self):
        """No process outlives the CLI."""
        self.until(lambda: self.greets("Good day"))
        running = children(self.process.pid)
        self.process.kill()
        self.process.wait()
        deadline = time.monotonic() + 10
        while alive(running) and time.monotonic() < deadline:
            time.sleep(0.05)
        remaining = alive(running)
        self.report.check("no process outlives a CLI that is killed", bool(running) and not remaining, f"{running} {remaining}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.source.write_text(self.original)
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def alive(processes: list[int]) -> list[int]:
    """Returns those of the processes that exist and are not zombies."""
    running = []
    for process in processes:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            continue
        if state != "Z":
            running.append(process)
    return running
