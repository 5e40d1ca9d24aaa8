/// An encoded value, or a slot to be filled.
///
/// A container is a reference to a slot, because containers may be filled in any order, even after their parents.
enum EncodedValue {
    case json(JSON)
    case slot(EncodingSlot)

    /// Encodes a value.
    init<T: Encodable>(_ value: T, at path: @autoclosure () -> CodingPath?) throws {
        // Fast path for the common element types, without a single-value container.
        if T.self == String.self, let value = value as? String {
            self = .json(.string(value))
            return
        }
        if T.self == JSON.self, let value = value as? JSON {
            self = .json(value)
            return
        }
        if let json = try JSON(foundation: value, at: path()) {
            self = .json(json)
            return
        }
        let encoder = ValueEncoder(slot: EncodingSlot(), path: path())
        try value.encode(to: encoder)
        if case .unset = encoder.slot.content {
            let message = "The value of type \(T.self) did not encode anything."
            throw EncodingError.invalidValue(value, .init(codingPath: encoder.codingPath, debugDescription: message))
        }
        self = .slot(encoder.slot)
    }

    /// Encodes a floating-point value.
    init(finite value: Double, at path: @autoclosure () -> CodingPath?) throws {
        guard let number = JSONNumber(value) else {
            let message = "JSON cannot represent the number \(value)."
            let keys = CodingPath.keys(path())
            throw EncodingError.invalidValue(value, .init(codingPath: keys, debugDescription: message))
        }
        self = .json(.number(number))
    }

    /// Encodes a single-precision value with its own shortest digits, not those of the double.
    init(float value: Float, at path: @autoclosure () -> CodingPath?) throws {
        let digits = Double(value.description) ?? Double(value)
        try self.init(finite: digits, at: path())
    }

    /// The value as `JSON`, without slots.
    var json: JSON {
        switch self {
        case .json(let value): value
        case .slot(let slot):
            switch slot.content {
            case .unset: .object([:])
            case .json(let value): value
            case .array(let elements): .array(elements.map(\.json))
            case .object(let members): .object(JSONObject(members.lazy.map { (key: $0.key, value: $0.value.json) }))
            }
        }
    }

    /// Writes the value.
    ///
    /// Recursive, as deep as the `encode(to:)` calls that built the value.
    func write(to writer: inout JSONWriter) {
        switch self {
        case .json(let value): writer.value(value)
        case .slot(let slot):
            switch slot.content {
            case .unset:
                writer.beginObject()
                writer.endObject()
            case .json(let value): writer.value(value)
            case .array(let elements):
                writer.beginArray()
                for element in elements {
                    element.write(to: &writer)
                }
                writer.endArray()
            case .object(let members):
                writer.beginObject()
                for (key, value) in members {
                    writer.key(key)
                    value.write(to: &writer)
                }
                writer.endObject()
            }
        }
    }
}
