public import FoundationEssentials

extension UUID: SQLEncodable, SQLDecodable, SQLArrayElement {
    /// `uuid`.
    public static var sqlType: SQLType { .uuid }

    /// The canonical text of RFC 9562, in lowercase in both databases.
    public var sqlValue: SQLValue { .text(uuidString.lowercased(), type: .uuid) }

    /// Decodes `uuid`, text in that format, or a blob of sixteen bytes.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        switch cell.content {
        case .text(let text) where cell.type == .uuid || cell.type == .text || cell.type == .unspecified:
            guard let value = UUID(uuidString: String(decoding: text, as: UTF8.self)) else {
                throw SQLDecodingFailure("contains text that is not a UUID")
            }
            self = value
        case .blob(let bytes) where bytes.count == 16:
            guard let value = UUID(uuidString: Self.canonicalText(bytes)) else {
                throw .mismatch(cell, Self.self)
            }
            self = value
        default:
            throw .mismatch(cell, Self.self)
        }
    }

    private static func canonicalText(_ bytes: ArraySlice<UInt8>) -> String {
        var rest = bytes
        return [4, 2, 2, 2, 6]
            .map { count in
                defer { rest = rest.dropFirst(count) }
                return Hexadecimal.text(rest.prefix(count))
            }
            .joined(separator: "-")
    }
}

extension Date: SQLEncodable, SQLDecodable, SQLArrayElement {
    /// `timestamp with time zone`.
    public static var sqlType: SQLType { .timestamp }

    /// The timestamp, rounded to the microsecond.
    ///
    /// See ``SQLTimestamp`` for how it is stored.
    public var sqlValue: SQLValue {
        let microseconds = (timeIntervalSince1970 * 1_000_000).rounded()
        guard let exact = Int64(exactly: microseconds) else {
            return .invalid("A date is outside of the range that a database can store.")
        }
        return .timestamp(SQLTimestamp(microsecondsSince1970: exact))
    }

    /// Decodes a timestamp; a timestamp without a time zone is interpreted as UTC.
    ///
    /// An infinite timestamp is rejected: decode an ``SQLTimestamp`` instead.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        let timestamp = try SQLTimestamp(sql: cell)
        guard timestamp.isFinite else {
            throw SQLDecodingFailure("is infinite, which Date cannot represent: decode an SQLTimestamp")
        }
        self.init(timeIntervalSince1970: Double(timestamp.microsecondsSince1970) / 1_000_000)
    }
}

extension Decimal: SQLEncodable, SQLDecodable, SQLArrayElement {
    /// `numeric`.
    public static var sqlType: SQLType { .numeric }

    /// The decimal text of the number.
    ///
    /// SQLite keeps all digits only in a column of type `TEXT`.
    public var sqlValue: SQLValue {
        isNaN ? .text("NaN", type: .numeric) : .text(description, type: .numeric)
    }

    /// Decodes any numeric type, or decimal text in SQLite.
    ///
    /// More than 38 digits, and infinite numbers, are rejected; numbers are never rounded.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        switch cell.content {
        case .integer(let value):
            self.init(value)
        case .real(let value):
            self = try Self.exactly(value.description)
        case .text(let text)
        where cell.type == .numeric || cell.type == .unspecified || cell.type == .double || cell.type == .float
            || cell.type.isInteger:
            self = try Self.exactly(String(decoding: text, as: UTF8.self))
        default:
            throw .mismatch(cell, Self.self)
        }
    }

    private static func exactly(_ text: String) throws(SQLDecodingFailure) -> Decimal {
        if text == "NaN" {
            return .nan
        }
        guard let digits = DecimalDigits(text) else {
            throw SQLDecodingFailure("contains text that is not a decimal number")
        }
        guard digits.count <= 38, let value = Decimal(string: text) else {
            throw SQLDecodingFailure("contains a number with more digits than Decimal can represent")
        }
        return value
    }
}
