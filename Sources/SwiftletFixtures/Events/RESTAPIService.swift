import HTTPTypes
import Swiftlet
import SwiftletJSON

/// A [REST API](https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html) of API
/// Gateway: header names in their original case, the last value in the single-value maps and every value in the multi-value
/// maps, and a decoded query.
enum RESTAPIService: HTTPEventService {
    static func write(_ delivered: DeliveredRequest, to writer: inout JSONWriter) {
        let (request, details) = (delivered.request, delivered.details)
        let path = request.encodedPath
        let resource = resource(delivered)
        writer.member("resource", resource)
        writer.member("path", path)
        writer.member("httpMethod", request.method.rawValue)
        let fields = delivered.originalFieldsWithCookies
        writer.lastValues("headers", of: fields)
        writer.allValues("multiValueHeaders", of: fields)
        let query = delivered.groupedQuery
        if query.isEmpty {
            writer.key("queryStringParameters")
            writer.null()
            writer.key("multiValueQueryStringParameters")
            writer.null()
        } else {
            writer.lastValues("queryStringParameters", of: query)
            writer.allValues("multiValueQueryStringParameters", of: query)
        }
        if request.pathParameters.isEmpty {
            writer.key("pathParameters")
            writer.null()
        } else {
            writer.lastValues("pathParameters", of: delivered.pathParameters(encoded: true))
        }
        writer.key("stageVariables")
        writer.null()
        writer.key("requestContext")
        writer.beginObject()
        writer.member("accountId", details.accountID)
        writer.member("apiId", details.apiID)
        writeAuthorizer(of: request, to: &writer)
        writer.member("domainName", delivered.domainName)
        writer.member("extendedRequestId", "aBcDeFgHiJkLmNo=")
        writer.member("httpMethod", request.method.rawValue)
        writeIdentity(of: delivered, to: &writer)
        writer.member("path", request.basePath + path)
        writer.member("protocol", "HTTP/1.1")
        writer.member("requestId", details.requestID)
        writer.member("requestTime", details.logTime)
        writer.key("requestTimeEpoch")
        writer.int(details.time)
        writer.member("resourceId", "a1b2c3")
        writer.member("resourcePath", resource)
        writer.member("stage", delivered.stage ?? "prod")
        writer.endObject()
        if request.body.isEmpty {
            writer.key("body")
            writer.null()
        } else {
            delivered.writeBody(to: &writer)
        }
        writer.member("isBase64Encoded", !delivered.bodyIsText)
    }

    /// The resource that matched the request.
    private static func resource(_ delivered: DeliveredRequest) -> String {
        if let slash = delivered.details.routeKey.utf8.firstIndex(of: UInt8(ascii: "/")) {
            return String(delivered.details.routeKey[slash...])
        }
        return delivered.request.pathParameters["proxy"] == nil ? delivered.request.encodedPath : "/{proxy+}"
    }

    /// Writes the result of an authorizer: that of the request's own shape unchanged, that of another one converted.
    private static func writeAuthorizer(of request: Request, to writer: inout JSONWriter) {
        if request.shape == .restAPI, let authorizer = request.authorizer {
            writer.key("authorizer")
            writer.node(authorizer)
        } else if let claims = request.claims {
            writer.key("authorizer")
            writer.beginObject()
            writer.key("claims")
            writer.node(claims)
            writer.key("scopes")
            writer.strings(request.scopes)
            writer.endObject()
        } else if let context = request.authorizerContext {
            writer.key("authorizer")
            writer.node(context)
        }
    }

    /// Writes the `identity`, which has every member, most of them null.
    private static func writeIdentity(of delivered: DeliveredRequest, to writer: inout JSONWriter) {
        let identity = delivered.request.iamIdentity
        writer.key("identity")
        writer.beginObject()
        for member in ["accessKey", "accountId", "caller", "cognitoIdentityId", "user", "userArn"] {
            writer.key(member)
            if let value = identity?[member] ?? identity?[member == "caller" ? "callerId" : member] {
                writer.node(value)
            } else {
                writer.null()
            }
        }
        if let address = delivered.address { writer.member("sourceIp", address) }
        writer.key("userAgent")
        if let agent = delivered.request.headers[.userAgent] { writer.string(agent) } else { writer.null() }
        writer.endObject()
    }

    static func response(from output: JSONNode) throws(EventError) -> Response {
        try Response(event: output, headerMembers: ["headers", "multiValueHeaders"])
    }
}
