public import FoundationEssentials

extension UUID: SQLEncodable, SQLDecodable, SQLArrayElement {
    /// `uuid`.
    public static var sqlType: SQLType { .uuid }

    /// The canonical text of RFC 9562, in lower case in both databases.
    public var sqlValue: SQLValue { .text(uuidString.lowercased(), type: .uuid) }

    /// Reads `uuid`, text of that form, or a blob of sixteen bytes.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        switch cell.content {
        case .text(let text) where cell.type == .uuid || cell.type == .text || cell.type == .unspecified:
            guard let value = UUID(uuidString: String(decoding: text, as: UTF8.self)) else {
                throw SQLDecodingFailure("holds text that is no UUID")
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

    /// The point in time, rounded to the microsecond.
    ///
    /// See ``SQLTimestamp`` for how it is stored.
    public var sqlValue: SQLValue {
        let microseconds = (timeIntervalSince1970 * 1_000_000).rounded()
        guard let exact = Int64(exactly: microseconds) else {
            return .invalid("A date is too far from the present for a database.")
        }
        return .timestamp(SQLTimestamp(microsecondsSince1970: exact))
    }

    /// Reads a timestamp; one without a zone is taken as UTC.
    ///
    /// An infinite one is rejected: read a ``SQLTimestamp`` instead.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        let timestamp = try SQLTimestamp(sql: cell)
        guard timestamp.isFinite else {
            throw SQLDecodingFailure("is infinite, which Date cannot hold: read a SQLTimestamp")
        }
        self.init(timeIntervalSince1970: Double(timestamp.microsecondsSince1970) / 1_000_000)
    }
}

extension Decimal: SQLEncodable, SQLDecodable, SQLArrayElement {
    /// `numeric`.
    public static var sqlType: SQLType { .numeric }

    /// The number's digits.
    ///
    /// In SQLite they are text, so declare the column `TEXT` to keep all of them.
    public var sqlValue: SQLValue {
        isNaN ? .text("NaN", type: .numeric) : .text(description, type: .numeric)
    }

    /// Reads any exact type of number, and text of digits in SQLite.
    ///
    /// More than 38 digits are rejected, never rounded, and so is an infinite number.
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
            throw SQLDecodingFailure("holds text that is no decimal number")
        }
        guard digits.count <= 38, let value = Decimal(string: text) else {
            throw SQLDecodingFailure("holds a number with more digits than Decimal can keep")
        }
        return value
    }
}
