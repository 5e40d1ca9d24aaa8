import HTTPTypes
import Swiftlet
import SwiftletJSON

/// An [Application Load Balancer](https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html)
/// whose target group does not enable multi-value headers: the last value of each name, and the query not decoded.
enum LoadBalancerService: HTTPEventService {
    static func write(_ delivered: DeliveredRequest, to writer: inout JSONWriter) {
        writeContext(of: delivered, to: &writer)
        writer.lastValues("queryStringParameters", of: encodedQuery(of: delivered))
        writer.lastValues("headers", of: delivered.fieldsWithCookies)
        delivered.writeBody(to: &writer)
        writer.member("isBase64Encoded", !delivered.bodyIsText)
    }

    /// Writes the members that do not depend on multi-value headers.
    static func writeContext(of delivered: DeliveredRequest, to writer: inout JSONWriter) {
        let (request, details) = (delivered.request, delivered.details)
        writer.key("requestContext")
        writer.beginObject()
        writer.key("elb")
        writer.beginObject()
        let group = "targetgroup/swiftlet/49e9d65c45c6791a"
        writer.member(
            "targetGroupArn",
            "arn:aws:elasticloadbalancing:\(details.region):\(details.accountID):\(group)"
        )
        writer.endObject()
        writer.endObject()
        writer.member("httpMethod", request.method.rawValue)
        writer.member("path", request.basePath + request.encodedPath)
    }

    /// The query, grouped by name and not decoded.
    static func encodedQuery(of delivered: DeliveredRequest) -> [(name: String, values: [String])] {
        let query = delivered.details.rawQuery ?? delivered.request.queryString
        let items = query.utf8.split(separator: UInt8(ascii: "&"))
            .map { item in
                let parts = item.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
                return QueryItem(String(Substring(parts[0])), parts.count > 1 ? String(Substring(parts[1])) : "")
            }
        return DeliveredRequest.grouped(items)
    }

    static func response(from output: JSONNode) throws(EventError) -> Response {
        try Response(event: output, headerMembers: ["headers"])
    }

    static var hasSingleValues: Bool { true }

    /// The limit of a load balancer, 1 MB.
    static var maximumRequestBodySize: Int? { 1_048_576 }
}
