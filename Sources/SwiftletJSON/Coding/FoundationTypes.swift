import FoundationEssentials

// Foundation types whose own `Codable` format is not the one of JSON coders: `URL` would be an object, `Data` an array of
// numbers, `Decimal` an object of its components.

extension NodeDecoder {
    /// Decodes a URL, data, a decimal number or a date; `nil` for any other type.
    func foundationValue<T>(_ type: T.Type) throws -> T? {
        if T.self == URL.self { return try url() as? T }
        if T.self == Data.self { return try data() as? T }
        if T.self == Decimal.self { return try decimal() as? T }
        if T.self == Date.self { return try date() as? T }
        return nil
    }

    private func url() throws -> URL {
        guard let url = URL(string: try string()) else { throw corrupted("The string is not a URL.") }
        return url
    }

    private func data() throws -> Data {
        guard let data = Data(base64Encoded: try string()) else { throw corrupted("The string is not base64.") }
        return data
    }

    private func decimal() throws -> Decimal {
        guard let text = node.numberText else { throw mismatch(Decimal.self, "a number") }
        guard let value = Decimal(string: text), value.isFinite else {
            throw corrupted("The number is out of range for Decimal.")
        }
        return value
    }

    private func date() throws -> Date {
        if node.kind == .number { return Date(timeIntervalSinceReferenceDate: try double()) }
        guard let seconds = Timestamp.seconds(try string()) else {
            throw corrupted("The string is not an RFC 3339 time, such as 2026-01-31T23:59:59Z.")
        }
        return Date(timeIntervalSince1970: seconds)
    }
}

extension JSON {
    /// Encodes a URL, data, a decimal number or a date; `nil` for any other type.
    init?<T>(foundation value: T, at path: @autoclosure () -> CodingPath?) throws {
        if T.self == URL.self, let url = value as? URL {
            self = .string(url.absoluteString)
        } else if T.self == Data.self, let data = value as? Data {
            self = .string(data.base64EncodedString())
        } else if T.self == Decimal.self, let decimal = value as? Decimal {
            guard decimal.isFinite, let number = try? JSONNumber(text: decimal.description) else {
                throw Self.unencodable(value, message: "JSON cannot represent the number \(decimal).", path: path())
            }
            self = .number(number)
        } else if T.self == Date.self, let date = value as? Date {
            let seconds = date.timeIntervalSince1970
            guard let text = Timestamp.text(seconds) else {
                // Without the date: the description of a NaN date traps.
                let message = "RFC 3339 cannot represent a date outside the years 0 to 9999."
                throw Self.unencodable(seconds, message: message, path: path())
            }
            self = .string(text)
        } else {
            return nil
        }
    }

    private static func unencodable(_ value: Any, message: String, path: CodingPath?) -> EncodingError {
        .invalidValue(value, .init(codingPath: CodingPath.keys(path), debugDescription: message))
    }
}
