import FoundationEssentials
import HTTPTypes
import Swiftlet
import SwiftletJSON

/// The CloudEvents in a request, by the [HTTP protocol
/// binding](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md).
struct CloudEventMessage {
    /// The events in JSON format.
    let events: [JSONNode]
    /// Whether the request is a batch, which may contain one event or none.
    let isBatch: Bool

    /// The media type of an event in JSON format.
    static let structuredType = "application/cloudevents+json"
    /// The media type of a batch in JSON format.
    static let batchType = "application/cloudevents-batch+json"

    private static let attributePrefix = "ce-"

    /// Whether a request declares to contain CloudEvents.
    static func isDeclared(in fields: HTTPFields) -> Bool {
        fields[.cloudEventVersion] != nil || type(of: fields)?.hasPrefix("application/cloudevents") == true
    }

    /// Reads the events of a request that declares to contain them.
    ///
    /// - Throws: ``CloudEventError`` if an event is invalid, or its format is not supported.
    init(_ request: Request) throws(CloudEventError) {
        let type = Self.type(of: request.headers)
        switch type {
        case Self.structuredType:
            try Self.checkCharset(request.headers)
            isBatch = false
            events = [try Self.parse(request.body)]
        case Self.batchType:
            try Self.checkCharset(request.headers)
            isBatch = true
            let batch = try Self.parse(request.body)
            guard batch.kind == .array else { throw .invalid("A batch of CloudEvents must be a JSON array.") }
            events = Array(batch.elements)
        case let type? where type.hasPrefix("application/cloudevents"):
            throw CloudEventError(
                status: .unsupportedMediaType,
                message:
                    "The format \(type) is not supported: CloudEvents are accepted in JSON format and in binary mode."
            )
        default:
            isBatch = false
            events = [try Self.binary(request, type: type)]
        }
        for event in events { try Self.validate(event) }
    }

    private static func type(of fields: HTTPFields) -> String? {
        fields[.contentType].map(MediaType.essence)
    }

    /// Only UTF-8 is defined for the JSON format.
    private static func checkCharset(_ fields: HTTPFields) throws(CloudEventError) {
        let parameters = (fields[.contentType] ?? "").lowercased().split(separator: ";").dropFirst()
        for parameter in parameters {
            let parts = parameter.split(separator: "=", maxSplits: 1)
                .map { $0.trimmingPrefix { " \t\"".contains($0) }.prefix { !" \t\"".contains($0) } }
            guard parts.count == 2, parts[0] == "charset", parts[1] != "utf-8" else { continue }
            throw CloudEventError(status: .unsupportedMediaType, message: "CloudEvents in JSON format must be UTF-8.")
        }
    }

    private static func parse(_ bytes: [UInt8]) throws(CloudEventError) -> JSONNode {
        do {
            return try JSONDocument(parsing: bytes).root
        } catch {
            throw .invalid("The body is not valid JSON: \(error.message)")
        }
    }

    // MARK: - Binary mode

    private static func binary(_ request: Request, type: String?) throws(CloudEventError) -> JSONNode {
        var writer = JSONWriter()
        writer.beginObject()
        var names: Set<String> = []
        for field in request.headers where field.name.canonicalName.hasPrefix(attributePrefix) {
            let name = String(field.name.canonicalName.dropFirst(attributePrefix.count))
            // The media type is that of the request.
            guard name != "datacontenttype" else { continue }
            guard name != "data", name != "data_base64" else {
                throw .invalid("The attribute `\(name)` is not allowed in a header field.")
            }
            guard names.insert(name).inserted else { throw .invalid("The attribute `\(name)` occurs twice.") }
            writer.key(name)
            writer.string(PercentCoding.decode(field.value))
        }
        if let contentType = request.headers[.contentType] {
            writer.key("datacontenttype")
            writer.string(contentType)
        }
        if !request.body.isEmpty { try write(request.body, type: type, to: &writer) }
        writer.endObject()
        return try parse(writer.finish())
    }

    private static func write(_ data: [UInt8], type: String?, to writer: inout JSONWriter) throws(CloudEventError) {
        let isJSON = type.map { $0 == "application/json" || $0 == "text/json" || $0.hasSuffix("+json") }
        if isJSON != false, let value = try? JSONDocument(parsing: data).root {
            writer.key("data")
            writer.node(value)
            return
        }
        guard isJSON != true else { throw .invalid("The data is not valid JSON, although its media type is JSON.") }
        if type?.hasPrefix("text/") == true, let text = String(validating: data, as: UTF8.self) {
            writer.key("data")
            writer.string(text)
        } else {
            writer.key("data_base64")
            writer.string(Base64.encode(data))
        }
    }

    // MARK: - Validation

    /// Checks the requirements of the [specification](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md).
    private static func validate(_ event: JSONNode) throws(CloudEventError) {
        guard event.kind == .object else { throw .invalid("A CloudEvent must be a JSON object.") }
        guard event["specversion"]?.equals("1.0") == true else {
            throw .invalid("The attribute `specversion` must be 1.0.")
        }
        for name in ["id", "source", "type"] where event[name]?.string?.isEmpty != false {
            throw .invalid("The attribute `\(name)` must be a string that is not empty.")
        }
        if event["data"] != nil, event["data_base64"] != nil {
            throw .invalid("A CloudEvent must not have both `data` and `data_base64`.")
        }
        for (name, value) in event.members where name != "data" && !value.isNull {
            guard name == "data_base64" || isAttributeName(name) else {
                throw .invalid("The attribute names of a CloudEvent must consist of lower-case letters and digits.")
            }
            switch value.kind {
            case .string, .number, .bool: break
            default: throw .invalid("The attribute `\(name)` must be a string, an integer or a boolean.")
            }
        }
        for name in ["subject", "time", "datacontenttype", "dataschema", "data_base64"] {
            guard let value = event[name], !value.isNull else { continue }
            guard let text = value.string, !text.isEmpty else {
                throw .invalid("The attribute `\(name)` must be a string that is not empty.")
            }
            if name == "time", Date(rfc3339: text) == nil {
                throw .invalid("The attribute `time` must be a timestamp by RFC 3339.")
            }
        }
    }

    private static func isAttributeName(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }
    }
}

extension HTTPField.Name {
    /// `ce-specversion`, which each CloudEvent in binary mode has.
    static let cloudEventVersion = HTTPField.Name.constant("ce-specversion")
}
