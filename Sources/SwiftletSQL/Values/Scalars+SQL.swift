extension Bool: SQLEncodable, SQLDecodable {
    /// `boolean`.
    public static var sqlType: SQLType { .boolean }

    /// A truth value; 0 or 1 in SQLite.
    public var sqlValue: SQLValue { .boolean(self) }

    /// Reads `boolean`, or 0 and 1 in SQLite.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        switch cell.content {
        case .integer(0): self = false
        case .integer(1): self = true
        case .text(let text) where cell.type == .boolean: self = text.first == UInt8(ascii: "t")
        default: throw .mismatch(cell, Self.self)
        }
    }
}

extension FixedWidthInteger where Self: Sendable {
    /// Reads a whole number that fits, from an integer type or a `numeric` without a fraction (as `sum` gives).
    fileprivate init(wholeNumber cell: SQLCell) throws(SQLDecodingFailure) {
        let number: Self?
        switch cell.content {
        case .integer(let value):
            number = Self(exactly: value)
        case .text(let text) where cell.type.isInteger || cell.type == .numeric:
            number = Self(digits: text)
        default:
            throw .mismatch(cell, Self.self)
        }
        guard let number else {
            throw SQLDecodingFailure("holds a number that \(Self.self) cannot hold")
        }
        self = number
    }

    /// Reads decimal digits, behind a minus for a negative number; nil for other text and for a number that does not fit.
    private init?(digits text: ArraySlice<UInt8>) {
        let isNegative = text.first == UInt8(ascii: "-")
        let digits = isNegative ? text.dropFirst() : text
        guard !digits.isEmpty else { return nil }
        var number: Self = 0
        for byte in digits {
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            let (shifted, overflows) = number.multipliedReportingOverflow(by: 10)
            let (sum, overflowsToo) =
                isNegative
                ? shifted.subtractingReportingOverflow(Self(digit)) : shifted.addingReportingOverflow(Self(digit))
            guard !overflows, !overflowsToo else { return nil }
            number = sum
        }
        self = number
    }
}

extension Int: SQLEncodable, SQLDecodable {
    /// `bigint`, whatever the value.
    ///
    /// Where a function takes only `integer`, bind an `Int32`.
    public static var sqlType: SQLType { .int64 }

    /// A whole number.
    public var sqlValue: SQLValue { .integer(Int64(self)) }

    /// Reads a whole number that fits.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        try self.init(wholeNumber: cell)
    }
}

extension Int64: SQLEncodable, SQLDecodable {
    /// `bigint`.
    public static var sqlType: SQLType { .int64 }

    /// A whole number.
    public var sqlValue: SQLValue { .integer(self) }

    /// Reads a whole number that fits.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        try self.init(wholeNumber: cell)
    }
}

extension Int32: SQLEncodable, SQLDecodable {
    /// `integer`.
    public static var sqlType: SQLType { .int32 }

    /// A whole number.
    public var sqlValue: SQLValue { .integer(Int64(self), type: .int32) }

    /// Reads a whole number that fits.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        try self.init(wholeNumber: cell)
    }
}

extension Int16: SQLEncodable, SQLDecodable {
    /// `smallint`.
    public static var sqlType: SQLType { .int16 }

    /// A whole number.
    public var sqlValue: SQLValue { .integer(Int64(self), type: .int16) }

    /// Reads a whole number that fits.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        try self.init(wholeNumber: cell)
    }
}

extension Double: SQLEncodable, SQLDecodable {
    /// `double precision`.
    public static var sqlType: SQLType { .double }

    /// A floating-point number.
    public var sqlValue: SQLValue { .real(self) }

    /// Reads any type of number.
    ///
    /// One with more digits than a double holds is rounded to the nearest.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        switch cell.content {
        case .real(let value):
            self = value
        case .integer(let value):
            self = Double(value)
        case .text(let text)
        where cell.type == .double || cell.type == .float || cell.type == .numeric || cell.type.isInteger:
            guard let value = Double(String(decoding: text, as: UTF8.self)) else {
                throw .mismatch(cell, Self.self)
            }
            self = value
        default:
            throw .mismatch(cell, Self.self)
        }
    }
}

extension Float: SQLEncodable, SQLDecodable {
    /// `real`.
    public static var sqlType: SQLType { .float }

    /// A floating-point number.
    public var sqlValue: SQLValue { .real(Double(self), type: .float) }

    /// Reads any type of number, rounded to the nearest.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        self = Float(try Double(sql: cell))
    }
}

extension String: SQLEncodable, SQLDecodable {
    /// Left to PostgreSQL, so that a string also fills a column of an enumeration, a UUID or a network address.
    public static var sqlType: SQLType { .unspecified }

    /// Text.
    ///
    /// A NUL in it is rejected before the statement is sent.
    public var sqlValue: SQLValue { .text(self) }

    /// Reads text, and any PostgreSQL type in its text form except numbers of fixed size, truth values and bytes.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        guard case .text(let text) = cell.content else {
            throw .mismatch(cell, Self.self)
        }
        let type = cell.type
        guard !type.isInteger, type != .boolean, type != .bytes, type != .double, type != .float else {
            throw .mismatch(cell, Self.self)
        }
        self.init(decoding: text, as: UTF8.self)
    }
}
