"""Validates Knative manifests with models that are generated from Knative's schemas. Run in the environment of the tools.

Usage: knative.py FILE
"""

import sys
import warnings
from pathlib import Path

import yaml

warnings.simplefilter("ignore")

# pylint: disable=wrong-import-position
from cloudcoil.models.knative_eventing.eventing import v1 as eventing
from cloudcoil.models.knative_serving.serving import v1 as serving

MODELS = {
    ("serving.knative.dev/v1", "Service"): serving.Service,
    ("eventing.knative.dev/v1", "Trigger"): eventing.Trigger,
}


def main(file: Path) -> int:
    """Returns 0 if all documents are valid and have no unknown members."""
    documents = list(yaml.safe_load_all(file.read_text()))
    for document in documents:
        model = MODELS[document["apiVersion"], document["kind"]]
        known = model.model_validate(document).model_dump(by_alias=True, exclude_unset=True, mode="json")
        if known != document:
            print(f"{document['metadata']['name']} has unknown members:\n{document}\n{known}")
            return 1
    kinds = [document["kind"] for document in documents]
    return 0 if kinds == ["Service"] + ["Trigger"] * (len(kinds) - 1) and len(kinds) > 1 else 1


sys.exit(main(Path(sys.argv[1])))
