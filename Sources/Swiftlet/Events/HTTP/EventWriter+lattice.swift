import SwiftletJSON

extension EventWriter {
    func writeLattice(to writer: inout JSONWriter) {
        writer.member("version", "2.0")
        writer.member("path", request.basePath + request.encodedPath)
        writer.member("method", request.method.rawValue)
        writeMap("headers", of: fieldsWithCookies, to: &writer) { values, writer in writer.strings(values) }
        if !request.query.isEmpty {
            writeMap("queryStringParameters", of: groupedQuery(), to: &writer) { values, writer in
                writer.strings(values)
            }
        }
        writeBody(to: &writer)
        writer.key("isBase64Encoded")
        writer.bool(!bodyIsText)
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

    func writeLatticeV1(to writer: inout JSONWriter) {
        writer.member("raw_path", request.basePath + request.encodedPath)
        writer.member("method", request.method.rawValue)
        writeMap("headers", of: fieldsWithCookies, to: &writer) { values, writer in writer.string(values.last ?? "") }
        writeMap("query_string_parameters", of: groupedQuery(), to: &writer) { values, writer in
            writer.string(values.last ?? "")
        }
        writeBody(to: &writer)
        writer.key("is_base64_encoded")
        writer.bool(!bodyIsText)
    }
}
