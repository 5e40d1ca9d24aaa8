import Swiftlet

/// A deliberate deviation from a recorded FastAPI response.
///
/// Everything that it does not mention must equal the record.
struct Deviation: Sendable {
    let reason: String
    var status: Int?
    /// Header fields by lowercase name; `nil` for an absent one.
    var headers: [String: String?] = [:]
    /// The body, in which strings can be matchers; a body that is not JSON is a string.
    var body: JSON?
    /// Whether the body is entirely different, so that only the content type is compared.
    var hasOtherBody = false
}

extension Deviation {
    private static let methods = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"
    private static let preflight = Deviation(
        reason: "the methods are those of RFC 9110 and PATCH",
        headers: ["access-control-allow-methods": methods]
    )
    /// The error for a body that was read as a string and contains a password.
    private static let hiddenBody: JSON = [
        "detail": [
            [
                "type": "model_attributes_type", "loc": ["body"],
                "msg": "Input should be a valid dictionary or object to extract fields from", "input": "**********",
            ]
        ]
    ]

    /// The deviations by record name.
    static let all: [String: Deviation] = [
        "login ok": Deviation(
            reason: "the token has an expiry and must not be stored (RFC 6749, section 5.1)",
            headers: ["cache-control": "no-store"],
            body: ["access_token": "<jwt>", "token_type": "bearer", "expires_in": 1800]
        ),
        "create wrong types": Deviation(
            reason: "a password is not echoed",
            body: [
                "detail": [
                    [
                        "type": "string_type", "loc": ["body", "email"], "msg": "Input should be a valid string",
                        "input": 1,
                    ],
                    [
                        "type": "string_type", "loc": ["body", "name"], "msg": "Input should be a valid string",
                        "input": ["x"],
                    ],
                    [
                        "type": "bool_parsing", "loc": ["body", "is_active"],
                        "msg": "Input should be a valid boolean, unable to interpret input", "input": "maybe",
                    ],
                    [
                        "type": "string_type", "loc": ["body", "password"], "msg": "Input should be a valid string",
                        "input": "**********",
                    ],
                ]
            ]
        ),
        "create no content type": Deviation(reason: "a password is not echoed", body: hiddenBody),
        "create form content type": Deviation(reason: "a password is not echoed", body: hiddenBody),
        "delete ok": Deviation(reason: "204 has no body and so no content type", headers: ["content-type": nil]),
        "405 PUT collection": Deviation(
            reason: "Allow lists every method",
            headers: ["allow": "GET, HEAD, OPTIONS, POST"]
        ),
        "405 POST item": Deviation(
            reason: "Allow lists every method",
            headers: ["allow": "DELETE, GET, HEAD, OPTIONS, PATCH"]
        ),
        "OPTIONS without preflight headers": Deviation(
            reason: "OPTIONS responds with the allowed methods",
            status: 204,
            headers: ["allow": "GET, HEAD, OPTIONS, POST", "content-type": nil],
            body: ""
        ),
        "trailing slash on item": Deviation(
            reason: "redirects are relative, because the Host field is controlled by the client",
            headers: ["location": "/api/v1/users/1"]
        ),
        "CORS preflight allowed": preflight,
        "CORS preflight bad method": preflight,
        "CORS preflight unknown path": preflight,
        "CORS preflight bad origin": Deviation(
            reason: "a foreign origin gets no CORS fields",
            headers: [
                "access-control-allow-methods": nil, "access-control-max-age": nil,
                "access-control-allow-credentials": nil,
            ]
        ),
        "CORS on 500": Deviation(
            reason: "null for a name is a client error, and CORS allows the page to read the response",
            status: 422,
            headers: [
                "content-type": "application/json", "access-control-allow-origin": "https://app.example.com",
                "access-control-allow-credentials": "true", "vary": "Origin",
            ],
            body: [
                "detail": [
                    [
                        "type": "string_type", "loc": ["body", "name"], "msg": "Input should be a valid string",
                        "input": nil,
                    ]
                ]
            ]
        ),
        "docs": Deviation(reason: "the page is different, and needs no network", hasOtherBody: true),
        "openapi": Deviation(reason: "the document is different", hasOtherBody: true),
        "extra: float NaN token": Deviation(
            reason: "NaN is invalid JSON (RFC 8259, section 6), a client error",
            status: 422,
            headers: ["content-type": "application/json"],
            body: [
                "detail": [
                    [
                        "type": "json_invalid", "loc": ["body", 50], "msg": "JSON decode error", "input": [:],
                        "ctx": ["error": "Expecting value"],
                    ]
                ]
            ]
        ),
    ]
}
