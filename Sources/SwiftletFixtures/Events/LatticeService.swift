import Swiftlet
import SwiftletJSON

/// [VPC Lattice](https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html) with event structure version `V2`:
/// arrays of values, and a decoded query.
enum LatticeService: HTTPEventService {
    static func write(_ delivered: DeliveredRequest, to writer: inout JSONWriter) {
        let (request, details) = (delivered.request, delivered.details)
        writer.member("version", "2.0")
        writer.member("path", request.basePath + request.encodedPath)
        writer.member("method", request.method.rawValue)
        writer.allValues("headers", of: delivered.fieldsWithCookies)
        if !request.query.isEmpty { writer.allValues("queryStringParameters", of: delivered.groupedQuery) }
        delivered.writeBody(to: &writer)
        writer.member("isBase64Encoded", !delivered.bodyIsText)
        writer.key("requestContext")
        writer.beginObject()
        let prefix = "arn:aws:vpc-lattice:\(details.region):\(details.accountID):"
        writer.member("serviceNetworkArn", prefix + "servicenetwork/sn-0bf3f2882e9cc805a")
        writer.member("serviceArn", prefix + "service/svc-0a40eebed65f8d69c")
        writer.member("targetGroupArn", prefix + "targetgroup/tg-6d0ecf831eec9f09")
        writer.key("identity")
        if let identity = request.iamIdentity, request.shape == .lattice {
            writer.node(identity)
        } else {
            writer.beginObject()
            writer.member(
                "sourceVpcArn",
                "arn:aws:ec2:\(details.region):\(details.accountID):vpc/vpc-0b8276c84697e7339"
            )
            if let arn = request.iamIdentity?["userArn"]?.string {
                writer.member("type", "AWS_IAM")
                writer.member("principal", arn)
            }
            writer.endObject()
        }
        writer.member("region", details.region)
        writer.member("timeEpoch", "\(details.time)000")
        writer.endObject()
    }

    static func response(from output: JSONNode) throws(EventError) -> Response {
        try Response(event: output, headerMembers: ["headers"])
    }

    /// The limit of VPC Lattice, 6 MB.
    static var maximumRequestBodySize: Int? { 6_291_456 }
}
