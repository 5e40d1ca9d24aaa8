"""Translates SAM templates as CloudFormation does, compares the numbers of resources with counts.json, and deploys some
to moto. Run in the environment of the tools. Usage: translate.py FOLDER
"""

import json
import sys
from pathlib import Path

import boto3
from moto import mock_aws
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

# The templates to deploy. Others are only translated: the mock implements neither aliases nor the import of the definition of a
# REST API, and deployments take time.
DEPLOYED = {"url", "per-endpoint", "vpc", "alarms", "arm64", "tags"}


class Policies:
    """A loader without managed policies."""

    def load(self) -> dict:
        """Returns no policies; the templates name none."""
        return {}


def parameters(template: dict, environment: dict) -> list[dict]:
    """Values for all parameters without a default."""
    values = []
    for name, parameter in template.get("Parameters", {}).items():
        if "Default" in parameter:
            continue
        if name.endswith("StreamArn"):
            value = environment["table" if "table" in parameter["Description"] else "stream"]
        else:
            value = environment.get(name, "x" * 40)
        values.append({"ParameterKey": name, "ParameterValue": value})
    return values


def deploy(name: str, template: dict):
    """Creates a stack in a new mock of AWS; an error of a resource is an exception."""
    # The mock does not have the package nor function URLs, and unlike CloudFormation it does not name FIFO queues.
    template["Outputs"].pop("AppFunctionUrl", None)
    for identifier, resource in template["Resources"].items():
        if resource["Type"] == "AWS::Lambda::Function":
            resource["Properties"]["Code"] = {"ZipFile": "x"}
        if resource["Properties"].get("FifoQueue"):
            resource["Properties"]["QueueName"] = f"{identifier}.fifo"
    with mock_aws():
        ec2 = boto3.client("ec2")
        kinesis = boto3.client("kinesis")
        kinesis.create_stream(StreamName="s", ShardCount=1)
        table = boto3.client("dynamodb").create_table(
            TableName="t", BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        )
        environment = {
            "SubnetIds": ec2.describe_subnets()["Subnets"][0]["SubnetId"],
            "table": table["TableDescription"]["LatestStreamArn"],
            "stream": kinesis.describe_stream(StreamName="s")["StreamDescription"]["StreamARN"],
            "SecurityGroupIds": ec2.describe_security_groups()["SecurityGroups"][0]["GroupId"],
        }
        boto3.client("events").create_event_bus(Name="shop")
        formation = boto3.client("cloudformation")
        formation.create_stack(
            StackName="triggers", TemplateBody=json.dumps(template), Parameters=parameters(template, environment),
            Capabilities=["CAPABILITY_IAM"],
        )
        status = formation.describe_stacks(StackName="triggers")["Stacks"][0]["StackStatus"]
        assert status == "CREATE_COMPLETE", f"{name}: {status}"


def main(folder: Path) -> int:
    """Returns 1 if a template fails."""
    failures = 0
    for name, count in json.loads((folder / "counts.json").read_text()).items():
        template = yaml_parse((folder / f"{name}.yaml").read_text())
        for resource in template["Resources"].values():
            if resource["Type"] == "AWS::Serverless::Function":
                resource["Properties"]["CodeUri"] = "s3://bucket/function.zip"
        template["Globals"]["Function"].pop("CodeUri")
        translated = transform(template, {}, Policies())
        if len(translated["Resources"]) != count:
            print(f"{name}: {len(translated['Resources'])} resources instead of {count}")
            failures += 1
        if name not in DEPLOYED:
            continue
        try:
            deploy(name, translated)
        except Exception as error:  # pylint: disable=broad-exception-caught
            print(f"{name}: {type(error).__name__}: {error}")
            failures += 1
    return 1 if failures else 0


sys.exit(main(Path(sys.argv[1])))
