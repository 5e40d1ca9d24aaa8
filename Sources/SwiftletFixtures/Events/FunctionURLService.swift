import Swiftlet
import SwiftletJSON

/// A [function URL](https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html), which does not decode the path.
enum FunctionURLService: HTTPEventService {
    static func write(_ delivered: DeliveredRequest, to writer: inout JSONWriter) {
        Version2Event.write(
            delivered,
            path: delivered.request.encodedPath,
            stage: Version2Event.defaultStage,
            encodesParameters: true,
            to: &writer
        )
    }

    static func response(from output: JSONNode) throws(EventError) -> Response {
        try Version2Event.response(from: output)
    }
}
