import Swiftlet
import SwiftletJSON

/// An [HTTP API](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html) of API
/// Gateway with payload format 2.0.
///
/// It decodes the path.
enum HTTPAPIService: HTTPEventService {
    static func write(_ delivered: DeliveredRequest, to writer: inout JSONWriter) {
        let request = delivered.request
        let path = request.pathIsEncoded ? PercentCoding.decode(request.path) : request.path
        Version2Event.write(
            delivered,
            path: path,
            stage: delivered.stage ?? Version2Event.defaultStage,
            encodesParameters: false,
            to: &writer
        )
    }

    static func response(from output: JSONNode) throws(EventError) -> Response {
        try Version2Event.response(from: output)
    }
}
