"""Lints and renders the chart with the engine of Helm, without a cluster: values as JSON come in, manifests as JSON go out.

Each manifest that is Kubernetes' own is checked against its schema, strictly: a field that is not known is refused.
"""
import json
import sys

import kubernetes_validate
import yaml
from helm_python import chart as helm

folder, asked = sys.argv[1], json.load(sys.stdin)
chart = helm.Chart.load(folder)


def rendered(values, name, namespace):
    chart.validate_schema(values)
    files = chart.render(values, name=name, namespace=namespace)
    texts = [text for path, text in sorted(files.items()) if path.endswith(".yaml")]
    return [one for text in texts for one in yaml.safe_load_all(text) if one]


def schema_faults(manifests, versions):
    for version in versions:
        for one in manifests:
            try:
                kubernetes_validate.validate(one, version, strict=True)
            except kubernetes_validate.SchemaNotFoundError:
                # Of an operator.
                yield f"{version} {one['kind']}: no schema"
            except kubernetes_validate.ValidationError as fault:
                yield f"{version} {one['kind']}: {fault}"


answers = []
for one in asked:
    values, name, namespace = one["values"], one["name"], one["namespace"]
    try:
        manifests = rendered(values, name, namespace)
        lint = helm.lint(folder, values, strict=True, namespace=namespace, kube_version="v1.35.0")["messages"]
        answers.append({"manifests": manifests, "lint": [one for one in lint if one["severity"] > 1], "schema": list(schema_faults(manifests, one["versions"]))})
    except Exception as fault:  # What is refused is an answer.
        answers.append({"fault": str(fault)})
json.dump(answers, sys.stdout, default=str)
