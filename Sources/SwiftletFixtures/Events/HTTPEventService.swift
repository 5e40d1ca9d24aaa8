import Swiftlet
import SwiftletJSON

/// The service that delivers the events of one shape and receives the responses.
///
/// A conforming type contains everything that is specific to the shape. It is the counterpart of the core's format.
protocol HTTPEventService {
    /// Writes the members of the event for a request.
    static func write(_ delivered: DeliveredRequest, to writer: inout JSONWriter)

    /// Reads the response event of a function.
    ///
    /// - Throws: ``EventError`` if the service would reject it and respond with 502.
    static func response(from output: JSONNode) throws(EventError) -> Response

    /// Whether an event only has a single value for each header field and query parameter; by default not.
    static var hasSingleValues: Bool { get }

    /// The maximum size of a request body in bytes, before base64 encoding; by default unlimited.
    static var maximumRequestBodySize: Int? { get }
}

extension HTTPEventService {
    static var hasSingleValues: Bool { false }

    static var maximumRequestBodySize: Int? { nil }
}
