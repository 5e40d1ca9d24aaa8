import Swiftlet

/// Where an answer is deliberately another than the one FastAPI gave: why, and in what.
///
/// Whatever it does not name is as it was observed.
struct Deviation: Sendable {
    let reason: String
    var status: Int?
    /// Header fields by name in lower case; `nil` for one that is absent.
    var headers: [String: String?] = [:]
    /// The body, in which strings may be matchers; a text that is not JSON is a string.
    var body: JSON?
    /// Whether the body is something else altogether, of which only the content type is looked at.
    var hasOtherBody = false
}

extension Deviation {
    private static let methods = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"
    private static let preflight = Deviation(
        reason: "the methods are those of RFC 9110 and PATCH",
        headers: ["access-control-allow-methods": methods]
    )
    /// A body that was taken for a text, and holds a password.
    private static let hiddenBody: JSON = [
        "detail": [
            [
                "type": "model_attributes_type", "loc": ["body"],
                "msg": "Input should be a valid dictionary or object to extract fields from", "input": "**********",
            ]
        ]
    ]

    /// The deviations, by the names of the records.
    static let all: [String: Deviation] = [
        "login ok": Deviation(
            reason: "the token says when it expires, and may not be stored (RFC 6749, section 5.1)",
            headers: ["cache-control": "no-store"],
            body: ["access_token": "<jwt>", "token_type": "bearer", "expires_in": 1800]
        ),
        "create wrong types": Deviation(
            reason: "a password is not repeated",
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
        "create no content type": Deviation(reason: "a password is not repeated", body: hiddenBody),
        "create form content type": Deviation(reason: "a password is not repeated", body: hiddenBody),
        "delete ok": Deviation(reason: "204 has no body to have a type", headers: ["content-type": nil]),
        "405 PUT collection": Deviation(
            reason: "Allow names every method",
            headers: ["allow": "GET, HEAD, OPTIONS, POST"]
        ),
        "405 POST item": Deviation(
            reason: "Allow names every method",
            headers: ["allow": "DELETE, GET, HEAD, OPTIONS, PATCH"]
        ),
        "OPTIONS without preflight headers": Deviation(
            reason: "OPTIONS is answered with what is allowed",
            status: 204,
            headers: ["allow": "GET, HEAD, OPTIONS, POST", "content-type": nil],
            body: ""
        ),
        "trailing slash on item": Deviation(
            reason: "a redirect is relative, as the Host field is what the client sends",
            headers: ["location": "/api/v1/users/1"]
        ),
        "CORS preflight allowed": preflight,
        "CORS preflight bad method": preflight,
        "CORS preflight unknown path": preflight,
        "CORS preflight bad origin": Deviation(
            reason: "a foreign origin gets no CORS field at all",
            headers: [
                "access-control-allow-methods": nil, "access-control-max-age": nil,
                "access-control-allow-credentials": nil,
            ]
        ),
        "CORS on 500": Deviation(
            reason: "null for a name is a mistake of the client's and no crash, and a page may read the answer",
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
        "docs": Deviation(reason: "the page is our own, and needs no network", hasOtherBody: true),
        "openapi": Deviation(reason: "the document is our own", hasOtherBody: true),
        "extra: float NaN token": Deviation(
            reason: "NaN is not JSON (RFC 8259, section 6), which is no reason to crash",
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
