/// A `Codable` model of ten fields of an HTTP event.
struct TenFields: Codable {
    struct RequestContext: Codable {
        struct HTTP: Codable {
            var method: String
            var path: String
            var sourceIp: String
        }

        var http: HTTP
        var requestId: String
        var timeEpoch: Int
    }

    var version: String
    var rawPath: String
    var rawQueryString: String
    var requestContext: RequestContext
    var body: String?
    var isBase64Encoded: Bool
}

/// A `Codable` model of the whole event, as a runtime based on `Codable` would need.
struct WholeEvent: Codable {
    struct RequestContext: Codable {
        struct HTTP: Codable {
            var method: String
            var path: String
            var `protocol`: String
            var sourceIp: String
            var userAgent: String
        }

        var accountId: String
        var apiId: String
        var domainName: String
        var domainPrefix: String
        var http: HTTP
        var requestId: String
        var routeKey: String
        var stage: String
        var time: String
        var timeEpoch: Int
    }

    var version: String
    var routeKey: String
    var rawPath: String
    var rawQueryString: String
    var cookies: [String]?
    var headers: [String: String]
    var queryStringParameters: [String: String]?
    var pathParameters: [String: String]?
    var requestContext: RequestContext
    var body: String?
    var isBase64Encoded: Bool
}

/// The response to such an event.
struct EventResponse: Codable {
    var statusCode: Int
    var headers: [String: String]
    var body: String
    var isBase64Encoded: Bool
    var cookies: [String]

    static let sample = EventResponse(
        statusCode: 201,
        headers: ["content-type": "application/json", "content-length": "131", "vary": "Origin"],
        body: #"{"email":"vnd@example.com","name":"Test User","is_active":true,"id":8,"#
            + #""created_at":"2026-01-02T03:04:05.678900Z","updated_at":null}"#,
        isBase64Encoded: false,
        cookies: ["a=b; Path=/"]
    )
}
