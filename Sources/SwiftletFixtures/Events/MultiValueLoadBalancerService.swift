import Swiftlet
import SwiftletJSON

/// An [Application Load Balancer](https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html)
/// whose target group enables multi-value headers, in events and in responses.
enum MultiValueLoadBalancerService: HTTPEventService {
    static func write(_ delivered: DeliveredRequest, to writer: inout JSONWriter) {
        LoadBalancerService.writeContext(of: delivered, to: &writer)
        writer.allValues("multiValueQueryStringParameters", of: LoadBalancerService.encodedQuery(of: delivered))
        writer.allValues("multiValueHeaders", of: delivered.fieldsWithCookies)
        delivered.writeBody(to: &writer)
        writer.member("isBase64Encoded", !delivered.bodyIsText)
    }

    static func response(from output: JSONNode) throws(EventError) -> Response {
        try Response(event: output, headerMembers: ["multiValueHeaders"])
    }

    static var maximumRequestBodySize: Int? { LoadBalancerService.maximumRequestBodySize }
}
