extension JSON {
    /// Decodes a value from a JSON text.
    ///
    /// A `URL` is a string, `Data` a base64 string, a `Decimal` a number, and a `Date` an RFC 3339 string or, in its own
    /// format, a number of seconds since 2001.
    ///
    /// - Throws: `JSONError` if the text is not JSON; `DecodingError`, with the coding path, if the value does not match the type;
    ///   the error of the type's own `init(from:)` throws.
    public static func decode<T: Decodable>(
        _ type: T.Type,
        from bytes: [UInt8],
        limits: JSONLimits = .default
    ) throws -> T {
        try decode(type, from: JSONDocument(parsing: bytes, limits: limits).root)
    }

    /// Decodes a value from a node of a document.
    ///
    /// - Throws: `DecodingError`, with the coding path, if the value does not match the type; the error of the type's own
    ///   `init(from:)` throws.
    public static func decode<T: Decodable>(_ type: T.Type, from node: JSONNode) throws -> T {
        try NodeDecoder(node: node).decode(type)
    }

    /// Decodes a value from a JSON value.
    ///
    /// - Throws: `DecodingError`, with the coding path, if the value does not match the type; `JSONError` if it is nested
    ///   deeper than the limits allow; the error of the type's own `init(from:)` throws.
    public static func decode<T: Decodable>(
        _ type: T.Type,
        from value: JSON,
        limits: JSONLimits = .default
    ) throws -> T {
        try decode(type, from: JSONDocument(parsing: value.bytes, limits: limits).root)
    }

    /// Encodes a value as JSON text.
    ///
    /// A `URL` becomes a string, `Data` a base64 string, a `Decimal` a number, and a `Date` an RFC 3339 string in UTC with
    /// millisecond precision. Members are in the order in which the type encodes them.
    ///
    /// - Throws: `EncodingError`, with the coding path, for an infinite number or NaN, and for a value that
    ///   encodes nothing; the error of the type's own `encode(to:)` throws.
    public static func encode(_ value: some Encodable, pretty: Bool = false) throws -> [UInt8] {
        var writer = JSONWriter(pretty: pretty)
        try EncodedValue(value, at: nil).write(to: &writer)
        return writer.finish()
    }

    /// Encodes a value as a JSON value.
    ///
    /// - Throws: As `encode(_:pretty:)`.
    public init(encoding value: some Encodable) throws {
        self = try EncodedValue(value, at: nil).json
    }
}

extension JSON: Codable {
    /// Decodes any value; the order of object members is preserved by this module's decoder.
    public init(from decoder: any Decoder) throws {
        if let decoder = decoder as? NodeDecoder {
            self = decoder.node.value
            return
        }
        if let container = try? decoder.container(keyedBy: JSONKey.self) {
            var object = JSONObject()
            for key in container.allKeys {
                object[key.stringValue] = try container.decode(JSON.self, forKey: key)
            }
            self = .object(object)
        } else if var container = try? decoder.unkeyedContainer() {
            var elements: [JSON] = []
            while !container.isAtEnd {
                elements.append(try container.decode(JSON.self))
            }
            self = .array(elements)
        } else {
            self = try Self.scalar(in: decoder.singleValueContainer())
        }
    }

    private static func scalar(in container: any SingleValueDecodingContainer) throws -> JSON {
        if container.decodeNil() { return .null }
        if let value = try? container.decode(Bool.self) { return .bool(value) }
        if let value = try? container.decode(Int64.self) { return .integer(value) }
        if let value = try? container.decode(UInt64.self) { return .integer(value) }
        if let value = try? container.decode(Double.self) { return .double(value) }
        return .string(try container.decode(String.self))
    }

    /// Encodes the value; other encoders than this module's receive a number beyond 64 bits as a double.
    public func encode(to encoder: any Encoder) throws {
        if let encoder = encoder as? ValueEncoder {
            encoder.slot.content = .json(self)
            return
        }
        switch self {
        case .array(let elements):
            var container = encoder.unkeyedContainer()
            for element in elements {
                try container.encode(element)
            }
        case .object(let object):
            var container = encoder.container(keyedBy: JSONKey.self)
            for (key, value) in object {
                try container.encode(value, forKey: JSONKey(key))
            }
        default:
            try encodeScalar(to: encoder.singleValueContainer())
        }
    }

    private func encodeScalar(to container: any SingleValueEncodingContainer) throws {
        var container = container
        switch self {
        case .bool(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .number(let number):
            if let value = number.int64 {
                try container.encode(value)
            } else if let value = number.uint64 {
                try container.encode(value)
            } else if let value = number.double {
                try container.encode(value)
            } else {
                let context = EncodingError.Context(
                    codingPath: container.codingPath,
                    debugDescription: "The number \(number.text) is out of range for this encoder."
                )
                throw EncodingError.invalidValue(number, context)
            }
        case .null, .array, .object: try container.encodeNil()
        }
    }
}
