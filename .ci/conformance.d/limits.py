"""One rate limit for all processes of a function, which share only the database."""

import itertools
import tempfile
import threading
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path

from cluster import Cluster
from tool import Tool

PROCESSES = 4
CLIENTS = 8
REQUESTS = 50
# The next request would be allowed a quarter of an hour after the first, long after the test.
LIMIT = 100


def statuses(url: str) -> Counter:
    """Sends requests on several threads, all from one address, and counts the response statuses."""
    found = Counter()
    lock = threading.Lock()

    def send():
        for _ in range(REQUESTS):
            try:
                with urllib.request.urlopen(url, timeout=60) as response:
                    status = response.status
            except urllib.error.HTTPError as error:
                status = error.code
            with lock:
                found[status] += 1

    threads = [threading.Thread(target=send) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def run(report, paths):
    """Runs several processes of the function binary on one database, for both databases."""
    report.part(f"{PROCESSES} processes on one rate limit")
    with report.guard("PostgreSQL"), Cluster() as cluster:
        numbers = itertools.count()
        databases = {
            "SQLite": lambda folder: f"sqlite:{folder}/users.sqlite3",
            "PostgreSQL": lambda _: cluster.database(f"limit_{next(numbers)}"),
        }
        for kind, make_url in databases.items():
            with report.guard(kind), tempfile.TemporaryDirectory(prefix="conformance-") as scratch:
                folder = Path(scratch)
                variables = {"DATABASE_URL": make_url(folder), "RATE_LIMIT": f"{LIMIT}/day"}
                with Tool(
                    paths, "serve", folder, "--quiet", "--through", paths.bootstrap, "--instances", PROCESSES,
                    **variables,
                ) as tool:
                    found = statuses(f"{tool.url}/health")
                    started = len(tool.children())
                    expected = {200: LIMIT, 429: CLIENTS * REQUESTS - LIMIT}
                    holds = found == expected and started > 1 and "Could not check rate limit" not in tool.output()
                    report.check(
                        f"{kind}: {LIMIT} of {CLIENTS * REQUESTS} requests granted by {started} processes", holds,
                        f"{dict(found)}\n{tool.output()[-2000:]}",
                    )
