extension Bool: SQLEncodable, SQLDecodable {
    /// `boolean`.
    public static var sqlType: SQLType { .boolean }

    /// The Boolean; 0 or 1 in SQLite.
    public var sqlValue: SQLValue { .boolean(self) }

    /// Decodes `boolean`, or 0 and 1 in SQLite.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        switch cell.content {
        case .integer(0): self = false
        case .integer(1): self = true
        case .text(let text) where cell.type == .boolean: self = text.first == UInt8(ascii: "t")
        default: throw .mismatch(cell, Self.self)
        }
    }
}

extension SQLEncodable where Self: FixedWidthInteger {
    /// The smallest of `smallint`, `integer` and `bigint` with all values of the type; `bigint` for `UInt` and `UInt64`.
    ///
    /// `Int` is a `bigint` regardless of the value: bind an `Int32` to a function that only accepts `integer`.
    public static var sqlType: SQLType {
        switch Self.isSigned ? bitWidth : bitWidth + 1 {
        case ...16: .int16
        case ...32: .int32
        default: .int64
        }
    }

    /// The integer; an unsigned one that does not fit into 64 bits with a sign is rejected.
    public var sqlValue: SQLValue {
        guard let value = Int64(exactly: self) else {
            return .invalid("An integer is larger than \(Int64.max), the largest that a database can store.")
        }
        return .integer(value, type: Self.sqlType)
    }
}

extension SQLDecodable where Self: FixedWidthInteger {
    /// Decodes an integer that fits, from an integer type or a `numeric` without a fraction (the result of `sum`).
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
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
            throw SQLDecodingFailure("contains a number that does not fit into \(Self.self)")
        }
        self = number
    }
}

extension Int: SQLEncodable, SQLDecodable {}
extension Int64: SQLEncodable, SQLDecodable {}
extension Int32: SQLEncodable, SQLDecodable {}
extension Int16: SQLEncodable, SQLDecodable {}
extension Int8: SQLEncodable, SQLDecodable {}
extension UInt: SQLEncodable, SQLDecodable {}
extension UInt64: SQLEncodable, SQLDecodable {}
extension UInt32: SQLEncodable, SQLDecodable {}
extension UInt16: SQLEncodable, SQLDecodable {}
extension UInt8: SQLEncodable, SQLDecodable {}

extension FixedWidthInteger {
    /// Parses decimal digits with an optional minus sign; `nil` for other text and for a number that does not fit.
    fileprivate init?(digits text: ArraySlice<UInt8>) {
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

extension Double: SQLEncodable, SQLDecodable {
    /// `double precision`.
    public static var sqlType: SQLType { .double }

    /// The floating-point number.
    public var sqlValue: SQLValue { .real(self) }

    /// Decodes any numeric type.
    ///
    /// A number with more digits than a double holds is rounded to the nearest.
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

    /// The floating-point number.
    public var sqlValue: SQLValue { .real(Double(self), type: .float) }

    /// Decodes any numeric type, rounded to the nearest.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        self = Float(try Double(sql: cell))
    }
}

extension String: SQLEncodable, SQLDecodable {
    /// No type, so that a string can also be stored as an enumeration, a UUID or a network address.
    public static var sqlType: SQLType { .unspecified }

    /// The text.
    ///
    /// A NUL is rejected before the statement is sent.
    public var sqlValue: SQLValue { .text(self) }

    /// Decodes text, and any PostgreSQL type in its text format except fixed-size numbers, Booleans and bytes.
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
