import SwiftletJSON

/// The schemas of error responses, in the default format or as problem details (RFC 9457).
struct ErrorSchemas {
    private let areProblemDetails: Bool

    init(areProblemDetails: Bool) {
        self.areProblemDetails = areProblemDetails
    }

    /// The content type of error responses.
    var contentType: String { areProblemDetails ? "application/problem+json" : "application/json" }

    /// Returns the schema of an ``HTTPError``.
    func failure(_ registry: inout SchemaRegistry) -> JSONObject {
        if areProblemDetails { return problem(&registry) }
        return registry.reference(to: HTTPError.self, named: "HTTPError") { _ in
            [
                "properties": ["detail": ["title": "Detail", "description": "The error message, usually a string."]],
                "type": "object",
                "required": ["detail"],
                "title": "HTTPError",
            ]
        }
    }

    /// Returns the schema of validation errors.
    func validation(_ registry: inout SchemaRegistry) -> JSONObject {
        if areProblemDetails { return problem(&registry) }
        return registry.reference(to: RequestValidationFailure.self, named: "HTTPValidationError") { registry in
            [
                "properties": [
                    "detail": ["items": .object(inputError(&registry)), "type": "array", "title": "Detail"]
                ],
                "type": "object",
                "required": ["detail"],
                "title": "HTTPValidationError",
            ]
        }
    }

    private func inputError(_ registry: inout SchemaRegistry) -> JSONObject {
        registry.reference(to: ValidationError.self, named: "ValidationError") { _ in
            [
                "properties": [
                    "type": ["type": "string", "title": "Error Type"],
                    "loc": [
                        "items": ["anyOf": [["type": "string"], ["type": "integer"]]],
                        "type": "array",
                        "title": "Location",
                    ],
                    "msg": ["type": "string", "title": "Message"],
                    "input": ["title": "Input"],
                    "ctx": ["type": "object", "title": "Context"],
                ],
                "type": "object",
                "required": ["type", "loc", "msg"],
                "title": "ValidationError",
            ]
        }
    }

    private func problem(_ registry: inout SchemaRegistry) -> JSONObject {
        registry.reference(to: ProblemDetails.self, named: "ProblemDetails") { registry in
            // An `HTTPError` whose detail is not a string has it in `errors`, unchanged.
            let errors: JSON = [
                "anyOf": [["items": .object(inputError(&registry)), "type": "array"], [:]], "title": "Errors",
            ]
            return [
                "properties": [
                    "type": ["type": "string", "format": "uri-reference", "title": "Type"],
                    "title": ["type": "string", "title": "Title"],
                    "status": ["type": "integer", "title": "Status"],
                    "detail": ["type": "string", "title": "Detail"],
                    "errors": errors,
                    "instance": ["type": "string", "format": "uri-reference", "title": "Instance"],
                    "request_id": ["type": "string", "title": "Request Id"],
                ],
                "type": "object",
                "required": ["type", "title", "status"],
                "title": "ProblemDetails",
            ]
        }
    }
}
