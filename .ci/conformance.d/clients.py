"""The CLI under the AWS clients: boto3, the AWS CLI and the Python runtime interface client; curl, and a browser."""

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from botocore.exceptions import ClientError

import browser
import console
from emulator import free_port
from fixtures import VARIABLES
from runtime import LIMIT, http_event
from tool import CREDENTIALS, Tool

PYTHON_HANDLER = """
import time


def handler(event, context):
    if event.get("fail"):
        raise ValueError("no \\u00e9 way")
    if event.get("sleep"):
        time.sleep(event["sleep"])
    print("python saw", event)
    custom = context.client_context.custom if context.client_context else None
    return {"event": event, "id": context.aws_request_id, "custom": custom, "arn": context.invoked_function_arn}
"""


class Checks:
    """The checks; each starts its own server."""

    def __init__(self, report, paths, folder: Path):
        self.report, self.paths, self.folder = report, paths, folder

    def check(self, name: str, holds: bool, detail=""):
        """Records a check."""
        self.report.check(name, holds, detail)

    # The Invoke API, in process and through function processes.

    def invoke_in_process(self):
        """boto3, the AWS CLI and curl against the app in the CLI's own process."""
        with Tool(self.paths, "serve", self.folder) as tool:
            self._sdk(tool, "in process")
            self._command_line(tool)
            self._curl(tool)

    def invoke_through_processes(self):
        """boto3 against processes of the function binary."""
        with Tool(self.paths, "serve", self.folder, "--through", self.paths.bootstrap, "--instances", 2) as tool:
            self._sdk(tool, "through processes")
            client = tool.client()
            log = self._log(client.invoke(FunctionName="app", Payload=self._health(), LogType="Tail"))
            lines = ["START RequestId: ", "END RequestId: ", "REPORT RequestId: ", "Memory Size: 512 MB", "Max Memory Used: "]
            self.check("the log tail has the platform's lines", all(line in log for line in lines), log)
            output = tool.output()
            self.check("the first invocation reports its init duration", "Init Duration: " in output, output[-2000:])

    def _health(self) -> bytes:
        return json.dumps(http_event("GET", "/health")).encode()

    @staticmethod
    def _log(reply) -> str:
        return base64.b64decode(reply.get("LogResult", "")).decode(errors="replace")

    def _sdk(self, tool: Tool, how: str):
        client = tool.client()
        arn = "arn:aws:lambda:eu-west-1:123456789012:function:"
        for name in ("app", "app:$LATEST", "123456789012:function:app", f"{arn}app", f"{arn}app:$LATEST"):
            reply = client.invoke(FunctionName=name, Payload=self._health())
            response = json.loads(reply["Payload"].read())
            holds = response.get("statusCode") == 200 and reply["ExecutedVersion"] == "$LATEST"
            self.check(f"boto3, {how}: {name}", holds and "FunctionError" not in reply, response)
        reply = client.invoke(FunctionName="app", Qualifier="$LATEST", Payload=self._health())
        self.check(f"boto3, {how}: a qualifier", reply["StatusCode"] == 200, reply)
        self._sdk_functions(client, how)

        reply = client.invoke(FunctionName="welcome-digest", Payload=b"{}", LogType="Tail")
        error = json.loads(reply["Payload"].read())
        holds = reply.get("FunctionError") == "Unhandled" and error.get("errorType") and error.get("errorMessage")
        self.check(f"boto3, {how}: a function error", bool(holds) and reply["StatusCode"] == 200, error)
        self.check(f"boto3, {how}: its log", "REPORT RequestId: " in self._log(reply), self._log(reply))

        reply = client.invoke(FunctionName="app", InvocationType="Event", Payload=self._health())
        self.check(f"boto3, {how}: Event", reply["StatusCode"] == 202 and not reply["Payload"].read(), reply)
        reply = client.invoke(FunctionName="app", InvocationType="DryRun", Payload=self._health())
        self.check(f"boto3, {how}: DryRun", reply["StatusCode"] == 204, reply)
        context = base64.b64encode(json.dumps({"custom": {"a": "b"}}).encode()).decode()
        reply = client.invoke(FunctionName="app", ClientContext=context, Payload=self._health())
        self.check(f"boto3, {how}: a client context", reply["StatusCode"] == 200, reply)

        rejections = {
            "ResourceNotFoundException": {"FunctionName": "nothing", "Payload": b"{}"},
            "InvalidRequestContentException": {"FunctionName": "app", "Payload": b"{"},
            "RequestTooLargeException": {
                "FunctionName": "app", "InvocationType": "Event", "Payload": json.dumps("x" * 1_048_576).encode(),
            },
        }
        for expected, arguments in rejections.items():
            try:
                found = client.invoke(**arguments)
            except ClientError as error:
                found = error.response["Error"]
            holds = isinstance(found, dict) and found.get("Code") == expected and found.get("Message")
            self.check(f"boto3, {how}: {expected}", bool(holds), found)
        try:
            found = client.invoke(FunctionName="app", Payload=json.dumps("x" * LIMIT).encode())
        except ClientError as error:
            found = error.response["ResponseMetadata"]["HTTPStatusCode"]
        self.check(f"boto3, {how}: an event over the limit is 413", found == 413, found)
        self._sdk_stream(client, how)

    def _sdk_functions(self, client, how: str):
        """The function descriptions, and unknown versions."""
        pages = client.get_paginator("list_functions").paginate(PaginationConfig={"PageSize": 3})
        names = [function["FunctionName"] for page in pages for function in page["Functions"]]
        holds = names[:1] == ["app"] and "welcome-digest" in names and len(names) == len(set(names)) > 3
        self.check(f"boto3, {how}: list_functions", holds, names)
        configuration = client.get_function(FunctionName="app")["Configuration"]
        holds = configuration["FunctionArn"].endswith(":function:app") and configuration["State"] == "Active"
        self.check(f"boto3, {how}: get_function", holds, configuration)
        alone = client.get_function_configuration(FunctionName="app", Qualifier="$LATEST")
        holds = alone["MemorySize"] == configuration["MemorySize"] and alone["Version"] == "$LATEST"
        self.check(f"boto3, {how}: get_function_configuration", holds, alone)
        client.get_waiter("function_active_v2").wait(FunctionName="app")
        calls = {
            "invoke": lambda: client.invoke(FunctionName="app", Qualifier="prod", Payload=self._health()),
            "get_function": lambda: client.get_function(FunctionName="app:7"),
        }
        for name, call in calls.items():
            try:
                found = call()
            except ClientError as error:
                found = error.response["Error"]["Code"]
            self.check(f"boto3, {how}: {name} of an unknown version", found == "ResourceNotFoundException", found)
        payload = json.dumps("x" * 1_048_570).encode()
        reply = client.invoke(FunctionName="app", InvocationType="Event", Payload=payload)
        self.check(f"boto3, {how}: an asynchronous event of 1 MB", reply["StatusCode"] == 202, reply)

    def _sdk_stream(self, client, how: str):
        """Response streaming; botocore's event stream parser verifies every checksum."""
        reply = client.invoke_with_response_stream(FunctionName="app", Payload=self._health(), LogType="Tail")
        events = list(reply["EventStream"])
        payload = b"".join(event["PayloadChunk"]["Payload"] for event in events if "PayloadChunk" in event)
        holds = json.loads(payload).get("statusCode") == 200 and "InvokeComplete" in events[-1]
        self.check(f"boto3, {how}: a streamed response", holds, events)
        log = base64.b64decode(events[-1]["InvokeComplete"].get("LogResult", "")).decode()
        self.check(f"boto3, {how}: a streamed response with its log", "REPORT RequestId: " in log, log)
        reply = client.invoke_with_response_stream(FunctionName="welcome-digest", Payload=b"{}")
        complete = list(reply["EventStream"])[-1].get("InvokeComplete", {})
        self.check(f"boto3, {how}: a streamed response that fails", bool(complete.get("ErrorCode")), complete)

    def _command_line(self, tool: Tool):
        output = self.folder / "response.json"
        result = subprocess.run(
            [
                Path(sys.executable).with_name("aws"), "lambda", "invoke", "--endpoint-url", tool.invoke_url,
                "--function-name", "app", "--log-type", "Tail",
                "--payload", self._health().decode(), output,
            ],
            check=False, capture_output=True, text=True, timeout=120, env={**os.environ, **CREDENTIALS},
        )
        printed = json.loads(result.stdout) if result.returncode == 0 else {}
        holds = printed.get("StatusCode") == 200 and json.loads(output.read_text()).get("statusCode") == 200
        self.check("the AWS CLI", holds and "LogResult" in printed, result.stdout + result.stderr)
        for command in (["list-functions"], ["get-function", "--function-name", "app"]):
            result = subprocess.run(
                [Path(sys.executable).with_name("aws"), "lambda", *command, "--endpoint-url", tool.invoke_url],
                check=False, capture_output=True, text=True, timeout=120, env={**os.environ, **CREDENTIALS},
            )
            holds = result.returncode == 0 and '"FunctionName": "app"' in result.stdout
            self.check(f"the AWS CLI: {command[0]}", holds, result.stdout + result.stderr)

    def _curl(self, tool: Tool):
        url = f"{tool.invoke_url}/2015-03-31/functions/app/invocations"
        result = subprocess.run(
            ["curl", "-sS", "-i", "-d", self._health().decode(), url],
            check=False, capture_output=True, text=True, timeout=60,
        )
        holds = "200 OK" in result.stdout and '"statusCode":200' in result.stdout
        self.check("curl invokes", holds, result.stdout + result.stderr)
        result = subprocess.run(
            ["curl", "-sS", "-i", f"{tool.url}/health"], check=False, capture_output=True, text=True, timeout=60,
        )
        self.check("curl gets a response", "200 OK" in result.stdout and "ok" in result.stdout, result.stdout)

    # The gateway.

    def shapes(self):
        """The same request as each shape of event, through function processes."""
        for shape, *options in (("v1",), ("v2",), ("url",), ("alb",), ("alb-multi",), ("lattice",), ("lattice-v1",),
                                ("v1", "--stream"), ("url", "--stream")):
            through = ("--event", shape, *options, "--through", self.paths.bootstrap)
            with Tool(self.paths, "serve", self.folder, *through) as tool:
                result = subprocess.run(
                    ["curl", "-sS", "-w", " %{http_code}", f"{tool.url}/health"],
                    check=False, capture_output=True, text=True, timeout=60,
                )
                name = " ".join((shape, *options))
                self.check(f"{name} events through a process", result.stdout.endswith(" 200"), result.stdout)
                result = subprocess.run(
                    [
                        "curl", "-sS", "-m", "20", "-w", " %{http_code}", "-H", "Expect: 100-continue", "--expect100-timeout",
                        "60", "-d", "username=nobody&password=nothing", f"{tool.url}/api/v1/auth/login",
                    ],
                    check=False, capture_output=True, text=True, timeout=60,
                )
                self.check(f"{name}: curl receives 100 Continue", result.stdout.endswith(" 401"), result.stdout + result.stderr)

    def interrupt(self):
        """Ctrl-C ends the CLI and its processes; a port that is in use is reported."""
        tool = Tool(self.paths, "serve", self.folder, "--through", self.paths.bootstrap)
        with tool:
            tool.client().invoke(FunctionName="app", Payload=self._health())
            children = tool.children()
            second = subprocess.run(
                [self.paths.users, "serve", "--port", str(tool.ports["--port"])],
                check=False, capture_output=True, text=True, timeout=60,
            )
            holds = second.returncode == 1 and "is already in use" in second.stderr and "--port" in second.stderr
            self.check("a port in use is reported with the option to change it", holds, second.stderr)
            code = tool.interrupt()
            alive = [pid for pid in children if Path(f"/proc/{pid}").exists()]
            self.check("Ctrl-C ends the CLI and its processes", code == 0 and bool(children) and not alive, tool.output())

    def failures(self):
        """Requests to processes that fail."""
        with Tool(self.paths, "serve", self.folder, "--through", self.paths.bootstrap, SECRET_KEY="") as tool:
            result = subprocess.run(
                ["curl", "-sS", "-w", " %{http_code}", f"{tool.url}/health"],
                check=False, capture_output=True, text=True, timeout=60,
            )
            output = tool.output()
            holds = result.stdout.endswith(" 502") and "INIT_REPORT" in output and "SECRET_KEY" in output
            self.check("a failed initialization is a 502, and its reason is logged", holds, result.stdout + output[-2000:])
        nothing = {name: None for name in (*VARIABLES, "DATABASE_URL")}
        with Tool(self.paths, "serve", self.folder, "--through", self.paths.bootstrap, **nothing) as tool:
            form = "username=admin%40example.com&password=password123"
            result = subprocess.run(
                ["curl", "-sS", "-w", " %{http_code}", "-d", form, f"{tool.url}/api/v1/auth/login"],
                check=False, capture_output=True, text=True, timeout=60,
            )
            holds = result.stdout.endswith(" 200") and "using temporary values" in tool.output()
            self.check("without settings, processes get temporary ones", holds, result.stdout + tool.output())

    # The runtime API alone.

    def emulate_python(self):
        """The AWS runtime interface client for Python with `emulate`."""
        (self.folder / "hello.py").write_text(PYTHON_HANDLER)
        with Tool(self.paths, "emulate", self.folder, "--function", "hello", "--timeout", 3) as tool:
            client = tool.client()
            program = [sys.executable, "-m", "awslambdaric", "hello.handler"]
            with Runtime(tool, program, self.folder, PYTHONPATH=str(self.folder)):
                ids = set()
                for number in range(50):
                    reply = client.invoke(FunctionName="hello", Payload=json.dumps({"n": number}).encode())
                    response = json.loads(reply["Payload"].read())
                    if response.get("event") == {"n": number}:
                        ids.add(response["id"])
                self.check("awslambdaric: 50 events, each with its own response", len(ids) == 50, tool.output()[-2000:])
                context = base64.b64encode(json.dumps({"custom": {"a": "b"}}).encode()).decode()
                reply = client.invoke(FunctionName="hello:$LATEST", ClientContext=context, Payload=b"{}")
                response = json.loads(reply["Payload"].read())
                self.check("awslambdaric: the client context", response.get("custom") == {"a": "b"}, response)
                self.check("awslambdaric: the function ARN", response["arn"].endswith(":function:hello:$LATEST"), response)
                reply = client.invoke(FunctionName="hello", Payload=b'{"fail": true}')
                error = json.loads(reply["Payload"].read())
                holds = error.get("errorType") == "ValueError" and error.get("errorMessage") == "no \u00e9 way"
                self.check("awslambdaric: an error", holds and reply.get("FunctionError") == "Unhandled", error)
                self.check("awslambdaric: the error payload is unchanged", "requestId" in error, error)
                reply = client.invoke(FunctionName="hello", Payload=b'{"sleep": 5}')
                error = json.loads(reply["Payload"].read())
                holds = error.get("errorType") == "Sandbox.Timedout" and "after 3.00 seconds" in error["errorMessage"]
                self.check("awslambdaric: a timeout", holds, error)
            # The platform would have killed the process; with `emulate`, the caller restarts it.
            with Runtime(tool, program, self.folder, PYTHONPATH=str(self.folder)):
                reply = client.invoke(FunctionName="hello", Payload=b'{"n": 1}')
                response = json.loads(reply["Payload"].read())
                self.check("awslambdaric: then the next event", response.get("event") == {"n": 1}, response)

    def emulate_bootstrap(self):
        """The function binary with `emulate`: concurrent invocations, and shutdown."""
        with Tool(self.paths, "emulate", self.folder, "--concurrency", 4) as tool:
            variables = {
                "AWS_LAMBDA_MAX_CONCURRENCY": "4", "_HANDLER": "app", "SWIFTLET_INVOKE_MODE": "RESPONSE_STREAM",
            }
            with Runtime(tool, [self.paths.bootstrap], self.folder, **variables) as runtime:
                statuses = []

                def invoke():
                    client = tool.client()
                    for _ in range(50):
                        reply = client.invoke(FunctionName="function", Payload=self._health())
                        statuses.append(json.loads(reply["Payload"].read()).get("statusCode"))

                threads = [threading.Thread(target=invoke) for _ in range(8)]
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()
                holds = statuses == [200] * 400
                self.check("the function binary, four concurrent events: 400 responses", holds, tool.output()[-2000:])
                code = tool.interrupt()
                self.check("emulate ends with Ctrl-C", code == 0, tool.output()[-2000:])
                ended = runtime.ends()
                self.check("and its runtime exits by itself", ended, runtime.output())

    def browser(self):
        """The documentation page and the console in a browser."""
        program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        if not program:
            self.check("a browser is installed", False, "Run 'make deps-conformance'.")
            return
        with Tool(self.paths, "serve", self.folder) as tool:
            browser.check(self.report, program, tool.url, self.folder)
        console.check(self.report, program, self.paths, self.folder)


class Runtime:
    """A runtime process that polls the runtime API."""

    def __init__(self, tool: Tool, command: list, folder: Path, **variables):
        self.log = folder / f"runtime-{free_port()}.log"
        environment = {
            **os.environ, **CREDENTIALS, "AWS_LAMBDA_RUNTIME_API": tool.url.removeprefix("http://"),
            "AWS_LAMBDA_FUNCTION_NAME": "function", "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512", "SECRET_KEY": VARIABLES["SECRET_KEY"],
            "DATABASE_URL": f"sqlite:{folder}/emulated.sqlite3", **variables,
        }
        with open(self.log, "wb") as output:
            self.process = subprocess.Popen(
                command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )

    def ends(self, seconds: float = 20) -> bool:
        """Returns whether it exits by itself."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                return True
            time.sleep(0.05)
        return False

    def output(self) -> str:
        """Returns its output."""
        return self.log.read_text(errors="replace")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


def run(report, paths):
    """Runs the checks."""
    report.part("The CLI under the AWS clients")
    with tempfile.TemporaryDirectory(prefix="conformance-") as scratch:
        checks = Checks(report, paths, Path(scratch))
        for check in (
            checks.invoke_in_process, checks.invoke_through_processes, checks.shapes, checks.interrupt, checks.failures,
            checks.emulate_python, checks.emulate_bootstrap, checks.browser,
        ):
            with report.guard(check.__name__):
                check()
