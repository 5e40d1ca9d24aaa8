import SwiftletJSON

/// The format of [REST APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html)
/// of API Gateway, and of its HTTP APIs with payload format 1.0.
enum RESTAPIFormat: HTTPEventFormat {
    // MARK: - Recognition

    /// Whether an event with a `requestContext` has this shape, if it has no other.
    static func recognizes(_ event: JSONNode) -> Bool {
        event["resource"] != nil || isVersion1(event)
    }

    /// Whether an event has payload format 1.0, for which `version` alone is not sufficient: AWS Config events have it too.
    static func isVersion1(_ event: JSONNode) -> Bool {
        event["version"]?.equals("1.0") == true && event["httpMethod"] != nil
    }

    /// Whether an event is from an HTTP API with payload format 1.0: only those have a `version`.
    private static func isFromHTTPAPI(_ event: JSONNode) -> Bool {
        event["version"]?.kind == .string
    }

    // MARK: - Requests

    static func requestHead(from event: JSONNode, options: HTTPEventOptions) throws(EventError) -> Request {
        guard let path = event["path"]?.string else { throw .missing("path") }
        let context = event["requestContext"]
        let all = event["multiValueHeaders"]
        let single = event["headers"]
        var fields = RequestFields(reserving: max(all?.count ?? 0, single?.count ?? 0))
        try fields.add(all: all, over: single)

        var request = try Request(
            event: event,
            shape: .restAPI,
            method: event["httpMethod"],
            named: "httpMethod",
            fields: fields
        )
        let isFromHTTPAPI = isFromHTTPAPI(event)
        // An HTTP API decodes the path in either payload format, and includes a named stage in it.
        request.pathIsEncoded = !isFromHTTPAPI
        if isFromHTTPAPI {
            (request.basePath, request.path) = StagePath.split(
                path,
                of: event,
                context: context,
                basePath: options.basePath
            )
        } else {
            let (prefix, rest) = PathPrefix.split(path, after: options.basePath)
            (request.basePath, request.path) = (stagePath(context, path) + prefix, rest)
        }
        request.query = try EventQuery.items(
            all: event["multiValueQueryStringParameters"],
            over: event["queryStringParameters"],
            areEncoded: false
        )
        request.host = fields.host ?? context?["domainName"]?.string
        request.clientAddress = ForwardedFor.client(
            fields.forwardedFor,
            sourceAddress: context?["identity"]?["sourceIp"]?.string,
            trustedProxies: options.trustedProxies
        )
        request.authorizer = context?["authorizer"]?.nonEmptyObject
        request.pathParameters = Request.pathParameters(event["pathParameters"], areEncoded: !isFromHTTPAPI)
        return request
    }

    /// The stage that precedes a REST API's path in the public URL; empty for a custom domain.
    private static func stagePath(_ context: JSONNode?, _ path: String) -> String {
        let stage = context?["stage"]?.string.map { "/" + $0 } ?? ""
        guard let full = context?["path"]?.string else { return stage == "/" || stage == "/$default" ? "" : stage }
        // The full path of the root is `/prod` or `/prod/`.
        if path == "/", full == stage { return stage }
        let length = full.utf8.count - path.utf8.count
        guard length > 0, full.utf8.dropFirst(length).elementsEqual(path.utf8) else { return "" }
        let prefix = full.utf8.prefix(length)
        let endsAtSegment = prefix.first == UInt8(ascii: "/") && path.utf8.first == UInt8(ascii: "/")
        return endsAtSegment ? String(Substring(prefix)) : ""
    }

    // MARK: - Responses

    static func write(_ fields: ResponseFields, to writer: inout JSONWriter) {
        fields.write(single: "headers", repeated: "multiValueHeaders", to: &writer)
    }

    /// Whether an event is from a
    /// [REST API](https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html), which
    /// streams responses, and not from an HTTP API, which does not.
    static func streamsResponse(to event: JSONNode) -> Bool {
        !isFromHTTPAPI(event)
    }
}
