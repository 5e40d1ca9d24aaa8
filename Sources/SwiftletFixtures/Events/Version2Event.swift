import HTTPTypes
import Swiftlet
import SwiftletJSON

/// An event in payload format 2.0 of API Gateway, which function URLs use as well: lowercase header names, repeated fields and
/// query parameters joined with commas, cookies as elements of `cookies`, and the raw query in `rawQueryString`.
enum Version2Event {
    /// The stage of function URLs, and of HTTP APIs without a named stage.
    static let defaultStage = "$default"

    /// Writes the members of an event.
    ///
    /// - Parameters:
    ///   - delivered: The request.
    ///   - path: The path without the stage, encoded or not.
    ///   - stage: The stage.
    ///   - encodesParameters: Whether path parameters are percent-encoded.
    ///   - writer: The writer.
    static func write(
        _ delivered: DeliveredRequest,
        path: String,
        stage: String,
        encodesParameters: Bool,
        to writer: inout JSONWriter
    ) {
        let (request, details) = (delivered.request, delivered.details)
        let rawPath = request.basePath + path
        writer.member("version", "2.0")
        writer.member("routeKey", details.routeKey)
        writer.member("rawPath", rawPath)
        writer.member("rawQueryString", details.rawQuery ?? request.queryString)
        if !delivered.cookies.isEmpty {
            writer.key("cookies")
            writer.strings(delivered.cookies)
        }
        writer.joinedValues("headers", of: delivered.fields)
        if !request.query.isEmpty { writer.joinedValues("queryStringParameters", of: delivered.groupedQuery) }
        if !request.pathParameters.isEmpty {
            writer.lastValues("pathParameters", of: delivered.pathParameters(encoded: encodesParameters))
        }
        writer.key("requestContext")
        writer.beginObject()
        writer.member("accountId", details.accountID)
        writer.member("apiId", details.apiID)
        writeAuthorizer(of: delivered, to: &writer)
        let domain = delivered.domainName
        writer.member("domainName", domain)
        // The path only includes a named stage on the API's default domain, whose prefix is the API ID.
        writer.member("domainPrefix", stage == defaultStage ? String(domain.prefix { $0 != "." }) : details.apiID)
        writer.key("http")
        writer.beginObject()
        writer.member("method", request.method.rawValue)
        writer.member("path", rawPath)
        writer.member("protocol", "HTTP/1.1")
        if let address = delivered.address { writer.member("sourceIp", address) }
        writer.member("userAgent", request.headers[.userAgent] ?? "")
        writer.endObject()
        writer.member("requestId", details.requestID)
        writer.member("routeKey", details.routeKey)
        writer.member("stage", stage)
        writer.member("time", details.logTime)
        writer.key("timeEpoch")
        writer.int(details.time)
        writer.endObject()
        if !request.body.isEmpty { delivered.writeBody(to: &writer) }
        writer.member("isBase64Encoded", !delivered.bodyIsText)
    }

    /// Writes the result of an authorizer: that of the request's own shape unchanged, that of another one converted.
    private static func writeAuthorizer(of delivered: DeliveredRequest, to writer: inout JSONWriter) {
        let request = delivered.request
        if delivered.shape == request.shape, let authorizer = request.authorizer {
            writer.key("authorizer")
            writer.node(authorizer)
            return
        }
        guard request.claims != nil || request.authorizerContext != nil || request.iamIdentity != nil else { return }
        writer.key("authorizer")
        writer.beginObject()
        if let claims = request.claims {
            writer.key("jwt")
            writer.beginObject()
            writer.key("claims")
            writer.node(claims)
            writer.key("scopes")
            writer.strings(request.scopes)
            writer.endObject()
        } else if let context = request.authorizerContext {
            writer.key("lambda")
            writer.node(context)
        } else if let identity = request.iamIdentity {
            writer.key("iam")
            writer.node(identity)
        }
        writer.endObject()
    }

    /// Reads a response: without a `statusCode`, the result is the JSON body of a response with status 200.
    static func response(from output: JSONNode) throws(EventError) -> Response {
        guard output["statusCode"] != nil else {
            return .json(output.stringBytes.map { Array($0) } ?? Array(output.rawBytes))
        }
        var response = try Response(event: output, headerMembers: ["headers"])
        for cookie in output["cookies"]?.elements.compactMap(\.string) ?? [] {
            response.headers.append(HTTPField(name: .setCookie, value: cookie))
        }
        return response
    }
}
