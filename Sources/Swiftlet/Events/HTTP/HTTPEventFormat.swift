import SwiftletJSON

/// The wire format of one event shape: its requests and the responses to them.
///
/// A conforming type contains everything that is specific to the shape, including a `recognizes` function, except for
/// ``HTTPAPIFormat``: its events are all others in payload format 2.0. The order in which events are recognized is in
/// ``HTTPEventShape/recognize(_:)``.
protocol HTTPEventFormat {
    /// Decodes a request without its body.
    ///
    /// - Throws: ``EventError`` if the method or path is missing, or a member has the wrong type.
    static func requestHead(from event: JSONNode, options: HTTPEventOptions) throws(EventError) -> Request

    /// Whether the body of an event is base64; by default the value of `isBase64Encoded`.
    static func bodyIsBase64(in event: JSONNode) -> Bool

    /// Whether a response has a `statusDescription`; by default not.
    static var hasStatusDescription: Bool { get }

    /// Writes the header fields of a response.
    static func write(_ fields: ResponseFields, to writer: inout JSONWriter)

    /// Whether the source of an event supports response streaming; by default not.
    static func streamsResponse(to event: JSONNode) -> Bool

    /// The maximum size of a response event in bytes of JSON; by default Lambda's limit.
    static var maximumResponseSize: Int { get }
}

extension HTTPEventFormat {
    static func bodyIsBase64(in event: JSONNode) -> Bool { event["isBase64Encoded"]?.bool == true }

    static var hasStatusDescription: Bool { false }

    static func streamsResponse(to event: JSONNode) -> Bool { false }

    static var maximumResponseSize: Int { 6_291_556 }
}
