public import FoundationEssentials
public import Swiftlet
public import SwiftletJSON

/// An event by [CloudEvents 1.0](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md), as delivered by Knative
/// and other brokers.
///
/// ```swift
/// struct OrderShipped: Codable, CloudEventData, EventOutput {
///     static let cloudEventType = "com.example.order.shipped"
///     var orderID: Int
/// }
///
/// let shipped = EventHandler("shipped-orders") { (event: CloudEvent<OrderShipped>, context) in
///     context.logger.info("Order \(event.data.orderID) was shipped.")
/// }
/// ```
///
/// A handler receives the events whose `type` its data declares (``CloudEventData``), or all of them. `SwiftletServer` accepts
/// them over HTTP. A CloudEvent that a handler returns is sent as the reply.
///
/// `Data` is decoded from the JSON value of `data`. Data of other media types is a string if its type is `text/*`, or
/// otherwise base64, which `Base64Bytes` decodes. An event without data has the value `null`, for an optional type.
public struct CloudEvent<Data: Sendable>: Sendable {
    /// The event ID, unique for its source.
    public var id: String
    /// The context in which the event happened, a URI reference.
    public var source: String
    /// The type of the event, such as `com.example.order.placed`.
    public var type: String
    /// The subject of the event in the context of its source.
    public var subject: String?
    /// The time of the event.
    public var time: Date?
    /// The media type of the data; JSON if it is `nil`.
    public var dataContentType: String?
    /// The URI of the schema of the data.
    public var dataSchema: String?
    /// The extension attributes by name: strings, integers or booleans.
    public var extensions: [String: JSON]
    /// The data.
    public var data: Data

    /// Creates an event.
    ///
    /// - Parameters:
    ///   - id: The event ID, unique for its source.
    ///   - source: The context in which the event happened, a URI reference.
    ///   - type: The type of the event.
    ///   - data: The data.
    public init(id: String, source: String, type: String, data: Data) {
        self.id = id
        self.source = source
        self.type = type
        self.extensions = [:]
        self.data = data
    }
}

extension CloudEvent: EventInput, RecognizedEvent where Data: EventInput {
    /// Decodes an event in [JSON format](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md).
    ///
    /// - Throws: ``EventError`` if a required attribute is missing, or any error that decoding the data throws.
    public static func decodeEvent(_ event: JSONNode) throws -> CloudEvent {
        let isBinary = event["data_base64"] != nil
        let name = isBinary ? "data_base64" : "data"
        let data = try EventError.nested(name) {
            // An event without data.
            try Data.decodeEvent(event[name] ?? JSONDocument(parsing: Array("null".utf8)).root)
        }
        var result = CloudEvent(
            id: try event.requiredString("id"),
            source: try event.requiredString("source"),
            type: try event.requiredString("type"),
            data: data
        )
        result.subject = try event.optionalString("subject")
        if let text = try event.optionalString("time") {
            guard let time = EventTime.date(text) else {
                throw EventError.invalidValue("time", expected: "a timestamp such as 2026-01-01T00:00:00Z")
            }
            result.time = time
        }
        result.dataContentType = try event.optionalString("datacontenttype")
        result.dataSchema = try event.optionalString("dataschema")
        for (name, value) in event.members where !value.isNull && !CloudEventAttribute.isDefined(name) {
            result.extensions[name] = value.value
        }
        return result
    }

    /// CloudEvents with the type of the data, or all CloudEvents.
    public static var kind: EventKind { .cloudEvent(type: declaredType) }

    /// Whether the event is a CloudEvent, with the `type` of `Data` if that declares one.
    public static func recognizes(_ event: JSONNode) -> Bool {
        guard event["specversion"]?.equals("1.0") == true, let type = event["type"] else { return false }
        return declaredType.map { type.equals($0) } ?? (type.kind == .string)
    }

    private static var declaredType: String? { (Data.self as? any CloudEventData.Type)?.cloudEventType }
}

extension CloudEvent: EventOutput where Data: EventOutput {
    /// Writes the event in JSON format, with its data as a JSON value.
    ///
    /// - Throws: Any error that encoding the data throws.
    public func encodeEvent(to writer: inout JSONWriter) throws {
        writer.beginObject()
        writer.key("specversion")
        writer.string("1.0")
        let time = time?.rfc3339
        let attributes = [
            ("id", id), ("source", source), ("type", type), ("subject", subject), ("time", time),
            ("datacontenttype", dataContentType), ("dataschema", dataSchema),
        ]
        for case (let name, let value?) in attributes {
            writer.key(name)
            writer.string(value)
        }
        for (name, value) in extensions.sorted(by: { $0.key < $1.key }) where !CloudEventAttribute.isDefined(name) {
            writer.key(name)
            writer.value(value)
        }
        writer.key("data")
        try data.encodeEvent(to: &writer)
        writer.endObject()
    }
}
