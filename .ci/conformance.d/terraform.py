"""Checks Terraform configurations against the schema of the AWS provider, because the provider itself cannot be installed here.

The schema is in the package of the provider's constructs for Terraform CDK, which is generated from it.
"""

import functools
import json
import re
import tarfile
import zipfile
from pathlib import Path

# Arguments that are not resources' own.
META = {"depends_on", "lifecycle"}
# Arguments of versions of the provider that are newer than the schema; the configuration requires such a version.
NEWER = {("aws_lambda_permission", "invoked_via_function_url")}
# Attributes that the data sources have.
DATA = {"aws_caller_identity": {"account_id"}, "aws_partition": {"partition"}, "aws_region": {"region"}}


def run(report, paths, files: list[Path]):
    """Checks the configurations."""
    report.part("Terraform configurations against the schema of the AWS provider")
    schema = Schema(next((paths.probe.parent / "terraform").glob("*.whl")))
    for file in files:
        faults = Configuration(json.loads(file.read_text()), schema).faults()
        report.check(file.name.removesuffix(".tf.json"), not faults, "\n".join(faults))
    broken = json.loads(files[0].read_text())
    function = broken["resource"]["aws_lambda_function"]["app"]
    del function["role"]
    function["memory"] = "${aws_iam_role.unknown.arn} ${aws_iam_role.app.unknown} ${var.unknown}"
    function["timeout"] = {"seconds": 1}
    faults = "\n".join(Configuration(broken, schema).faults())
    expected = ["requires role", "no argument memory", "timeout", "aws_iam_role.unknown", "no attribute unknown", "var.unknown"]
    report.check("errors are found", all(text in faults for text in expected), faults)


class Schema:
    """The types of the provider's constructs."""

    def __init__(self, wheel: Path):
        with zipfile.ZipFile(wheel) as archive:
            name = next(name for name in archive.namelist() if name.endswith(".jsii.tgz"))
            with archive.open(name) as stream, tarfile.open(fileobj=stream, mode="r|gz") as files:
                content = next(files.extractfile(member) for member in files if member.name == "package/.jsii")
                self.types = json.load(content)["types"]

    @functools.cache
    def resource(self, kind: str):
        """The types of a resource's arguments and of its attributes, or None."""
        words = kind.removeprefix("aws_").split("_")
        folder = words[0] + "".join(word.capitalize() for word in words[1:])
        name = "".join(word.capitalize() for word in words)
        base = f"@cdktf/provider-aws.{folder}"
        if f"{base}.{name}Config" not in self.types:
            return None
        return self.properties(f"{base}.{name}Config"), set(self.properties(f"{base}.{name}"))

    @functools.cache
    def properties(self, name: str) -> dict:
        """The properties of a type: the declaration for each name in the spelling of Terraform."""
        return {snake(declared["name"]): declared for declared in self.types[name].get("properties", [])}


def snake(name: str) -> str:
    """`batch_size` for `batchSize`."""
    return re.sub(r"(?<!^)([A-Z])", lambda match: "_" + match[1].lower(), name).lower()


class Configuration:
    """A configuration in JSON syntax."""

    def __init__(self, content: dict, schema: Schema):
        self.content = content
        self.schema = schema

    def faults(self) -> list[str]:
        """The errors, one line each."""
        unknown = set(self.content) - {"terraform", "provider", "variable", "locals", "data", "resource", "output"}
        faults = [f"unknown block {name}" for name in sorted(unknown)]
        for kind, resources in self.content["resource"].items():
            known = self.schema.resource(kind)
            if known is None:
                faults.append(f"unknown resource {kind}")
                continue
            for name, arguments in resources.items():
                if not re.fullmatch(r"[a-z_][\w-]*", name):
                    faults.append(f"{kind}.{name} is not an identifier")
                own = {key: value for key, value in arguments.items() if key not in META and (kind, key) not in NEWER}
                faults += self.block(f"{kind}.{name}", own, known[0])
        return faults + list(self.references())

    def block(self, place: str, arguments: dict, known: dict) -> list[str]:
        """The errors of a resource or of a block in it."""
        faults = [f"{place} requires {name}" for name, declared in known.items()
                  if not declared.get("optional") and name not in arguments]
        for name, value in arguments.items():
            if name not in known:
                faults.append(f"{place} has no argument {name}")
            else:
                faults += self.value(f"{place}.{name}", value, known[name]["type"])
        return faults

    def value(self, place: str, value, declared: dict) -> list[str]:
        """The errors of the value of an argument."""
        if "union" in declared:
            found = [self.value(place, value, choice) for choice in declared["union"]["types"]]
            return min(found, key=len)
        if "collection" in declared:
            element = declared["collection"]["elementtype"]
            if declared["collection"]["kind"] == "map":
                if not isinstance(value, dict):
                    return [f"{place} must be a map"]
                return [fault for key in value for fault in self.value(f"{place}.{key}", value[key], element)]
            if isinstance(value, str) and value.startswith("${"):
                return []
            # A single block may be an object.
            values = value if isinstance(value, list) else [value] if isinstance(value, dict) else None
            if values is None:
                return [f"{place} must be a list"]
            return [fault for item in values for fault in self.value(place, item, element)]
        if "primitive" in declared:
            kinds = {"string": str, "number": (int, float), "boolean": bool, "any": object}[declared["primitive"]]
            fits = isinstance(value, kinds) and (declared["primitive"] == "boolean" or not isinstance(value, bool))
            return [] if fits else [f"{place} must be a {declared['primitive']}, not {value!r}"]
        if declared["fqn"] == "cdktf.IResolvable":
            return [] if isinstance(value, bool) else [f"{place} must be a bool"]
        if not isinstance(value, dict):
            return [f"{place} must be a block"]
        return self.block(place, value, self.schema.properties(declared["fqn"]))

    def references(self):
        """The errors of references to resources, variables and data sources."""
        text = json.dumps(self.content)
        for kind, name, attribute in set(re.findall(r"(?<![.\w])(aws_\w+)\.(\w+)\.(\w+)", text)):
            if name not in self.content["resource"].get(kind, {}):
                yield f"there is no {kind}.{name}"
            elif attribute not in (self.schema.resource(kind) or ({}, set()))[1]:
                yield f"{kind} has no attribute {attribute}"
        for kind, name, attribute in set(re.findall(r"data\.(\w+)\.(\w+)\.(\w+)", text)):
            if name not in self.content["data"].get(kind, {}) or attribute not in DATA[kind]:
                yield f"there is no data.{kind}.{name}.{attribute}"
        for block, prefix in (("variable", "var"), ("locals", "local")):
            for name in set(re.findall(rf"(?<![.\w]){prefix}\.(\w+)", text)):
                if name not in self.content[block]:
                    yield f"there is no {prefix}.{name}"
        for resources in self.content["resource"].values():
            for arguments in resources.values():
                for address in arguments.get("depends_on", []):
                    kind, name = address.split(".")
                    if name not in self.content["resource"].get(kind, {}):
                        yield f"there is no {address}"
