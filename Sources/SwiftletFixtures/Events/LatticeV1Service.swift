import Swiftlet
import SwiftletJSON

/// [VPC Lattice](https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html) with event structure version `V1`:
/// the last value of each name, and a decoded query.
enum LatticeV1Service: HTTPEventService {
    static func write(_ delivered: DeliveredRequest, to writer: inout JSONWriter) {
        let request = delivered.request
        writer.member("raw_path", request.basePath + request.encodedPath)
        writer.member("method", request.method.rawValue)
        writer.lastValues("headers", of: delivered.fieldsWithCookies)
        writer.lastValues("query_string_parameters", of: delivered.groupedQuery)
        delivered.writeBody(to: &writer)
        writer.member("is_base64_encoded", !delivered.bodyIsText)
    }

    static func response(from output: JSONNode) throws(EventError) -> Response {
        try Response(event: output, headerMembers: ["headers"])
    }

    static var hasSingleValues: Bool { true }

    static var maximumRequestBodySize: Int? { LatticeService.maximumRequestBodySize }
}
