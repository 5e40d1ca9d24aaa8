"""The templates of an app with all triggers, with all pairs of options, under the deployment tools and published schemas."""

import os
import subprocess
from pathlib import Path

import terraform

HERE = Path(__file__).resolve().parent
TOOLS = HERE.parents[1] / ".build" / "conformance" / "tools" / "bin"


def run(report, paths, folder: Path):
    """Writes the templates with the program triggers.swift, and checks them."""
    output = folder / "triggers"
    output.mkdir()
    subprocess.run([paths.probe.parent / "triggers", output], check=True)
    templates = sorted(output.glob("*.yaml"))
    templates.remove(output / "knative.yaml")
    report.part("Templates with all triggers and pairs of options")
    result = tool([TOOLS / "cfn-lint", *templates])
    report.check(f"cfn-lint accepts {len(templates)} templates", result.returncode == 0, result.stdout + result.stderr)
    for template in (path for path in templates if "+" not in path.name):
        result = tool([TOOLS / "sam", "validate", "--lint", "--template-file", template])
        report.check(f"sam validate: {template.stem}", result.returncode == 0, result.stdout + result.stderr)
    result = tool([TOOLS / "python", HERE / "translate.py", output])
    name = "moto deploys the translated templates, which have the counted resources"
    report.check(name, result.returncode == 0, result.stdout + result.stderr)
    result = tool([TOOLS / "python", HERE / "knative.py", output / "knative.yaml"])
    report.check("Knative's schemas accept the manifests", result.returncode == 0, result.stdout + result.stderr)
    terraform.run(report, paths, sorted(output.glob("*.tf.json")))


def tool(command: list) -> subprocess.CompletedProcess:
    """Runs a tool without access to AWS."""
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("AWS_")},
        "SAM_CLI_TELEMETRY": "0", "AWS_DEFAULT_REGION": "eu-central-1", "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ACCESS_KEY_ID": "nobody", "AWS_SECRET_ACCESS_KEY": "nothing",
    }
    return subprocess.run(command, check=False, capture_output=True, text=True, env=environment, timeout=1200)
