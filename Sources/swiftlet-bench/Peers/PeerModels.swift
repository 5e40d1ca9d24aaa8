/// An HTTP event as a user of Codable would model it: ten of its fields.
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

/// The same event with everything that is in it, as a runtime would have to model it that relied on Codable.
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

/// The answer to such an event.
struct EventAnswer: Codable {
    var statusCode: Int
    var headers: [String: String]
    var body: String
    var isBase64Encoded: Bool
    var cookies: [String]

    static let sample = EventAnswer(
        statusCode: 201,
        headers: ["content-type": "application/json", "content-length": "131", "vary": "Origin"],
        body: #"{"email":"vnd@example.com","name":"Test User","is_active":true,"id":8,"#
            + #""created_at":"2026-01-02T03:04:05.678900Z","updated_at":null}"#,
        isBase64Encoded: false,
        cookies: ["a=b; Path=/"]
    )
}
