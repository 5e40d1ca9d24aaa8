"""A document for the documentation page that has more than the service's: unions, recursion, Markdown, many operations."""

ATTACK = '<img src=x onerror="window.attacked=1"><script>window.attacked=1</script> [here](javascript:window.attacked=1)'
TEXT = f"""# Start

Read [the guide](https://example.com/guide "Guide") and __this__, not snake_case_names.

1. One
   - inner
2. Two

| Plan | Price |
|:-----|------:|
| Free | `0`   |

> Quoted

{ATTACK}
"""


def _reference(name: str) -> dict:
    return {"$ref": f"#/components/schemas/{name}"}


def _json(schema: dict) -> dict:
    return {"application/json": {"schema": schema}}


def _pet(tag: str) -> dict:
    properties = {
        "kind": {"type": "string"}, tag: {"type": "integer"}, "id": {"type": "integer", "readOnly": True},
        "secret": {"type": "string", "writeOnly": True},
    }
    return {"type": "object", "required": ["kind"], "properties": properties}


def large_document(stream: str) -> dict:
    """A document of more than 300 operations, whose schemas refer to each other."""
    schemas = {
        "Cat": _pet("lives"), "Dog": _pet("age"),
        "Pet": {
            "oneOf": [_reference("Cat"), _reference("Dog")],
            "discriminator": {
                "propertyName": "kind",
                "mapping": {"cat": "#/components/schemas/Cat", "hound": "#/components/schemas/Dog"},
            },
        },
        "Value": {
            "anyOf": [
                {"type": "string", "maxLength": 7}, {"type": "array", "items": _reference("Value")},
                {"type": "object", "additionalProperties": _reference("Value")},
            ],
        },
    }
    paths = {
        "/pets": {"post": {
            "operationId": "add", "tags": ["pets"], "description": TEXT,
            "requestBody": {"content": _json(_reference("Pet"))},
            "responses": {"200": {"description": "OK", "content": {
                **_json(_reference("Cat")), "text/csv": {"schema": {"type": "string"}, "example": "kind,lives"},
            }}},
        }},
        "/value": {"put": {
            "operationId": "value", "tags": ["pets"], "requestBody": {"content": _json(_reference("Value"))},
            "responses": {"200": {"description": "OK", "content": _json(_reference("Value"))}},
        }},
        "/events": {"get": {"operationId": "events", "tags": ["events"], "responses": {"200": {"description": "A stream"}}}},
    }
    for number in range(60):
        schemas[f"Thing{number}"] = {
            "type": "object",
            "properties": {f"field{number}": {"type": "string"}, "next": _reference(f"Thing{(number + 1) % 60}")},
        }
        paths[f"/things{number}"] = {method: {
            "tags": [f"group{number % 6}"], "operationId": f"{method}{number}",
            "requestBody": {"content": _json(_reference(f"Thing{number}"))}, "responses": {},
        } for method in ("get", "put", "post", "delete", "patch")}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Large", "version": "1", "description": TEXT, "termsOfService": "https://example.com/terms",
            "contact": {"name": "Support", "url": "https://example.com/support"},
        },
        "externalDocs": {"url": "https://example.com/more", "description": "The handbook"},
        "servers": [{"url": stream}], "tags": [{"name": "pets"}, {"name": "events"}], "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": {"login": {
            "type": "oauth2",
            "flows": {"clientCredentials": {"tokenUrl": "/token", "scopes": {"read": "Read *all* pets."}}},
        }}},
    }
