"""Container images: the layout under skopeo, umoci and the OCI schemas, and the programs in a read-only root without root."""

import gzip
import hashlib
import json
import os
import shutil
import stat
import subprocess
import tarfile
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import jsonschema
from referencing import Registry
from referencing.jsonschema import DRAFT4
from spdx_tools.spdx.parser.parse_anything import parse_file
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

from emulator import Emulator, free_port
from fixtures import VARIABLES
from runtime import http_event

# From the Debian package golang-github-opencontainers-image-spec-dev.
SCHEMAS = Path("/usr/share/gocode/src/github.com/opencontainers/image-spec/schema")
USER = 65532
SOURCE = "org.opencontainers.image.source=https://example.com/users"
SHELLS = {"sh", "bash", "dash", "busybox", "env", "apt", "dpkg"}


def run(report, paths):
    """Writes both kinds of images, validates them, and runs them."""
    with tempfile.TemporaryDirectory(prefix="conformance-image-") as scratch:
        folder = Path(scratch)
        # Entered by another user.
        folder.chmod(0o755)
        report.part("The image of the function")
        function = Image(report, paths, folder / "function", paths.bootstrap)
        function.reproducible()
        function.validate()
        with report.guard("the function"):
            invoke(report, paths, function)
        report.part("The image of a server")
        # The debug build, without symbols, which are most of it.
        program = folder / "users-server"
        command(["strip", "-o", program, paths.users.with_name("users-server")])
        server = Image(report, paths, folder / "server", program, "--image-kind", "server")
        server.validate()
        with report.guard("the server"):
            serve(report, server)


class Image:
    """An image that `users package` has written, unpacked as a container engine would."""

    def __init__(self, report, paths, folder: Path, program: Path, *options: str):
        self.report, self.paths, self.folder, self.program, self.options = report, paths, folder, program, options
        self.archive = folder / "image.tar"
        self.layout = folder / "layout"
        self.root = folder / "bundle" / "rootfs"
        self.pack(self.archive)
        self.layout.mkdir()
        command(["tar", "--extract", "--file", self.archive, "--directory", self.layout])
        self.index = json.loads((self.layout / "index.json").read_text())
        self.descriptor = self.index["manifests"][0]
        self.manifest = json.loads(self.blob(self.descriptor))
        self.configuration = json.loads(self.blob(self.manifest["config"]))
        self.execution = self.configuration["config"]
        options = [] if os.geteuid() == 0 else ["--rootless"]
        command(["umoci", "unpack", *options, "--image", f"{self.layout}:1.0.0", folder / "bundle"])
        (folder / "bundle").chmod(0o755)

    def pack(self, archive: Path, **variables: str) -> str:
        """Runs `users package`; returns its output."""
        archive.parent.mkdir(exist_ok=True)
        environment = {**{key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}, **variables}
        return command([
            self.paths.users, "package", "--image", *self.options, "--program", self.program, "--output", archive,
            "--tag", "registry.example/users:1.0.0", "--label", SOURCE,
        ], env=environment)

    def blob(self, descriptor: dict) -> bytes:
        """Returns the content of a descriptor."""
        return (self.layout / "blobs" / descriptor["digest"].replace(":", "/")).read_bytes()

    def validate(self):
        """Runs all checks that do not start the program."""
        for check in (self.schemas, self.digests, self.tools, self.files, self.bill):
            with self.report.guard(check.__name__):
                check()

    def reproducible(self):
        """Equal inputs result in equal bytes; only SOURCE_DATE_EPOCH sets a time."""
        again = self.folder / "again" / "image.tar"
        output = self.pack(again)
        same = all(
            path.read_bytes() == (again.parent / path.name).read_bytes()
            for path in (self.archive, self.archive.with_suffix(".spdx.json"))
        )
        self.report.check("packaging is reproducible", same)
        fine = "libraries" in output and "skopeo copy" in output
        self.report.check("the report has the layers and the commands", fine, output)
        self.report.check("there is no time of creation", "created" not in self.configuration, self.configuration)
        self.pack(again, SOURCE_DATE_EPOCH="1700000000")
        created = json.loads(command(["skopeo", "inspect", f"oci-archive:{again}"]))["Created"]
        self.report.check("SOURCE_DATE_EPOCH is the time of creation", created == "2023-11-14T22:13:20Z", created)

    def schemas(self):
        """The documents match the schemas of the OCI image specification."""
        documents = {
            "image-index": self.index, "image-manifest": self.manifest, "config": self.configuration,
            "image-layout": json.loads((self.layout / "oci-layout").read_text()),
        }
        for name, document in documents.items():
            errors = list(validator(name).iter_errors(document))
            self.report.check(f"the schema {name}", not errors, errors)
        broken = {**self.manifest, "layers": [{"mediaType": "none"}]}
        self.report.check("the schema rejects a broken manifest", not validator("image-manifest").is_valid(broken))

    def digests(self):
        """Every descriptor has the size and the digest of its blob, and every diff ID is that of the uncompressed layer."""
        descriptors = [self.descriptor, self.manifest["config"], *self.manifest["layers"]]
        wrong = [
            descriptor for descriptor in descriptors
            if f"sha256:{hashlib.sha256(self.blob(descriptor)).hexdigest()}" != descriptor["digest"]
            or len(self.blob(descriptor)) != descriptor["size"]
        ]
        self.report.check("sizes and digests", not wrong, wrong)
        layers = [gzip.decompress(self.blob(layer)) for layer in self.manifest["layers"]]
        found = [f"sha256:{hashlib.sha256(layer).hexdigest()}" for layer in layers]
        self.report.check("diff IDs", found == self.configuration["rootfs"]["diff_ids"], found)
        machine = {"x86_64": ("amd64", None), "aarch64": ("arm64", "v8")}[os.uname().machine]
        own = (self.configuration["architecture"], self.configuration.get("variant"))
        self.report.check("the platform is that of the program", own == machine, own)

    def tools(self):
        """Skopeo reads the archive in both formats, and copies it between them."""
        inspected = json.loads(command(["skopeo", "inspect", f"oci-archive:{self.archive}"]))
        self.report.check("skopeo reads the digest", inspected["Digest"] == self.descriptor["digest"], inspected)
        labels = {name.removeprefix("org.opencontainers.image."): value for name, value in inspected["Labels"].items()}
        expected = {"source": "https://example.com/users", "title": "Users API", "version": "1.0.0"}
        self.report.check("labels", labels == expected, labels)
        docker = self.folder / "docker.tar"
        command(["skopeo", "copy", f"oci-archive:{self.archive}", f"docker-archive:{docker}:registry.example/users:1.0.0"])
        for name, archive in (("converted by skopeo", docker), ("as written", self.archive)):
            copy = self.folder / f"copy-{archive.stem}"
            command(["skopeo", "copy", f"docker-archive:{archive}", f"oci:{copy}:1.0.0"])
            configuration = json.loads(command(["skopeo", "inspect", "--config", f"oci:{copy}:1.0.0"]))
            same = configuration["rootfs"] == self.configuration["rootfs"]
            self.report.check(f"a docker-archive, {name}", same and configuration["config"] == self.execution, configuration)
            shutil.rmtree(copy)
        listed = json.loads(command(["skopeo", "list-tags", f"docker-archive:{self.archive}"]))["Tags"]
        self.report.check("the tag of the docker-archive", listed == ["registry.example/users:1.0.0"], listed)

    def files(self):
        """The root file system has no shell, and nothing that the user could change."""
        entries = []
        for layer in self.manifest["layers"]:
            with tarfile.open(self.layout / "blobs" / layer["digest"].replace(":", "/")) as archive:
                entries += archive.getmembers()
        owners = {(entry.uid, entry.gid, entry.mtime, entry.uname) for entry in entries}
        self.report.check("files belong to root and have no times", owners == {(0, 0, 0, "")}, owners)
        names = [entry.name for entry in entries]
        self.report.check("no shell and no package manager", not SHELLS.intersection(Path(name).name for name in names), names)
        writable = [entry.name for entry in entries if entry.mode & 0o022]
        fine = writable == ["tmp"] and (self.root / "tmp").stat().st_mode & stat.S_ISVTX
        self.report.check("only /tmp is writable", fine, writable)
        self.report.check("the user is not root", self.execution["User"] == f"{USER}:{USER}", self.execution)
        first, second = self.manifest["layers"]
        size = self.program.stat().st_size
        with tarfile.open(self.layout / "blobs" / second["digest"].replace(":", "/")) as archive:
            programs = [entry for entry in archive.getmembers() if entry.size == size]
        name = f"the program has a layer of its own, after {first['size'] / 1e6:.1f} MB of libraries"
        self.report.check(name, len(programs) == 1, programs)

    def bill(self):
        """The bill of materials is valid SPDX, lists every library, and is also in the image."""
        beside = self.archive.with_suffix(".spdx.json")
        inside = self.root / "var/lib/db/sbom/users.spdx.json"
        self.report.check("the bill of materials is in the image", inside.read_bytes() == beside.read_bytes())
        document = parse_file(str(beside))
        messages = [message.validation_message for message in validate_full_spdx_document(document, "SPDX-2.3")]
        self.report.check("spdx-tools accepts it", not messages, "\n".join(messages))
        listed = {package.file_name: package for package in document.packages if package.file_name}
        wrong = [
            name for name, package in listed.items()
            if hashlib.sha256((self.root / name).read_bytes()).hexdigest() != package.checksums[0].value
        ]
        self.report.check(f"the checksums of {len(listed)} files", not wrong, wrong)
        libraries = {str(path.relative_to(self.root)) for path in self.root.rglob("*.so*")}
        self.report.check("every library is listed", libraries and libraries <= set(listed), libraries - set(listed))
        names = {package.name: package for package in document.packages}
        # Linked statically for release, and dynamically in a debug build.
        runtime = names.get("swift") or names["libswiftCore.so"]
        self.report.check("the Swift runtime has a version", "." in (runtime.version or ""), runtime)
        self.report.check("the Swift packages have versions", "." in (names["swift-log"].version or ""), names.keys())
        library = next(package for name, package in names.items() if name.startswith("libc.so"))
        if shutil.which("dpkg-query"):
            version = command(["dpkg-query", "--show", "--showformat=${Version}", "libc6"])
            locators = [reference.locator for reference in library.external_references]
            fine = library.version == version and any(locator.startswith("pkg:deb/") for locator in locators)
            self.report.check("libc has the version of its Debian package", fine, (library.version, version, locators))

    def entrance(self, *binds: tuple[Path, str]) -> list[str]:
        """Returns the command that runs a program in the image: as its user, with a read-only root and a writable /tmp."""
        # Mount points, which container engines create.
        for name in ("proc", "dev"):
            (self.root / name).mkdir(exist_ok=True)
        # Without root privileges, bubblewrap runs in a user namespace.
        user = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups"] if os.geteuid() == 0 else []
        variables = [word for variable in self.execution["Env"] for word in ("--setenv", *variable.split("=", 1))]
        return [
            *user, "bwrap", "--die-with-parent", "--unshare-user", "--unshare-pid", "--unshare-ipc",
            "--uid", str(USER), "--gid", str(USER), "--ro-bind", str(self.root), "/", "--proc", "/proc", "--dev", "/dev",
            "--tmpfs", "/tmp", *[word for source, target in binds for word in ("--ro-bind", str(source), target)],
            *variables, "--chdir", self.execution["WorkingDir"],
        ]


def validator(name: str) -> jsonschema.Draft4Validator:
    """Returns the validator of a schema of the OCI image specification."""
    schemas = {path.name: json.loads(path.read_text()) for path in SCHEMAS.glob("*.json")}
    # References are relative to the schemas' own identifiers.
    registry = Registry().with_resources(
        (base + file, DRAFT4.create_resource(schema))
        for base in ("https://opencontainers.org/schema/", "https://opencontainers.org/schema/image/")
        for file, schema in schemas.items()
    )
    return jsonschema.Draft4Validator(schemas[f"{name}-schema.json"], registry=registry)


def invoke(report, paths, image: Image):
    """The function responds to events under the AWS emulator, with its handler from the command of the image."""
    emulator = image.folder / "aws-lambda-rie"
    shutil.copy(paths.emulator, emulator)
    script = image.folder / "emulator"
    enter = " ".join(image.entrance((emulator, "/tmp/emulator")))
    script.write_text(f'#!/bin/sh\nexec {enter} /tmp/emulator "$@"\n')
    script.chmod(0o755)
    variables = {**VARIABLES, "DATABASE_URL": "sqlite:/tmp/users.sqlite3", "RATE_LIMIT": "off"}
    entry, handler = image.execution["Entrypoint"][0], image.execution["Cmd"][0]
    with Emulator(script, Path(entry), handler, variables, image.folder / "function.log") as function:
        reply = function.invoke(http_event("GET", "/health", query="deep=1"))
        fine = reply.status == 200 and reply.http == {"status": "ok", "database": "ok"}
        report.check("the function responds under the AWS emulator", fine, f"{reply}\n{function.output()}")
    # An image selects another handler with another command.
    with Emulator(script, Path(entry), "no-such-handler", variables, image.folder / "handler.log") as function:
        reply = function.invoke({})
        report.check("the command of the image is the handler", "no-such-handler" in str(reply.json), reply)


def serve(report, image: Image):
    """The server responds to HTTP requests."""
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"], **VARIABLES, "DATABASE_URL": "sqlite:users.sqlite3", "RATE_LIMIT": "off", "PORT": str(port),
    }
    log = image.folder / "server.log"
    with open(log, "wb") as output:
        process = subprocess.Popen(
            [*image.entrance(), image.execution["Entrypoint"][0]],
            env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
        )
    try:
        response = get(f"http://127.0.0.1:{port}/health?deep=1", process)
        report.check("the server responds", response == {"status": "ok", "database": "ok"}, f"{response}\n{log.read_text()}")
    finally:
        process.kill()
        process.wait(20)


def get(url: str, process: subprocess.Popen):
    """Returns the JSON of a response, once the server accepts connections."""
    deadline = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=10) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.1)
    return None


def command(words: list, **options) -> str:
    """Runs a program and returns its output."""
    result = subprocess.run(words, check=False, capture_output=True, text=True, timeout=300, **options)
    if result.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, words))}:\n{result.stdout}{result.stderr}")
    return result.stdout
