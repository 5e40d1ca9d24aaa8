import SwiftletJSON

/// The format of [VPC Lattice](https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html) with event structure
/// version `V1`, which has no `requestContext`.
enum LatticeV1Format: HTTPEventFormat {
    /// Whether an event without a `requestContext` has this shape.
    static func recognizes(_ event: JSONNode) -> Bool {
        event["raw_path"]?.kind == .string && event["method"]?.kind == .string
    }

    static func requestHead(from event: JSONNode, options: HTTPEventOptions) throws(EventError) -> Request {
        try LatticeFormat.request(
            from: event,
            of: .latticeV1,
            path: "raw_path",
            query: "query_string_parameters",
            options: options
        )
    }

    static func bodyIsBase64(in event: JSONNode) -> Bool { event["is_base64_encoded"]?.bool == true }

    static var hasStatusDescription: Bool { true }

    static func write(_ fields: ResponseFields, to writer: inout JSONWriter) {
        fields.write(joinedWithCookies: "headers", to: &writer)
    }
}
