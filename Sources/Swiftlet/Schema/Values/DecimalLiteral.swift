import SwiftletValues

/// A numeric string accepted by Python's `float`, normalized to a form that Swift parses.
///
/// Surrounding whitespace, a plus sign, single underscores and a missing digit before or after the point are allowed.
struct DecimalLiteral {
    /// The number without whitespace, underscores and a plus sign.
    let text: String
    /// Whether the number is finite: neither infinite nor NaN.
    let isFinite: Bool

    /// - Parameters:
    ///   - input: The string to parse.
    ///   - allowsAnyUnderscores: Whether underscores may occur anywhere, as in Python's `Decimal`.
    init?(_ input: String, allowsAnyUnderscores: Bool = false) {
        var bytes = Array(input.strippingWhitespace.utf8)
        if bytes.contains(UInt8(ascii: "_")) {
            guard allowsAnyUnderscores || Self.hasSingleUnderscores(bytes) else { return nil }
            bytes.removeAll { $0 == UInt8(ascii: "_") }
        }
        if bytes.first == UInt8(ascii: "+") {
            bytes.removeFirst()
            guard bytes.first != UInt8(ascii: "-") else { return nil }
        }
        if Self.isDecimal(bytes) {
            isFinite = true
        } else if Self.isNotFinite(bytes) {
            isFinite = false
        } else {
            return nil
        }
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// Returns whether no underscore is leading, trailing or next to another.
    private static func hasSingleUnderscores(_ bytes: [UInt8]) -> Bool {
        let parts = bytes.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
        return parts.allSatisfy { !$0.isEmpty }
    }

    /// Returns whether the bytes are digits with an optional minus sign, point and exponent.
    private static func isDecimal(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let whole = rest.prefix(while: \.isDigit)
        rest = rest.dropFirst(whole.count)
        var digits = whole.count
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix(while: \.isDigit)
            rest = rest.dropFirst(fraction.count + 1)
            digits += fraction.count
        }
        guard digits > 0 else { return false }
        guard let mark = rest.first else { return true }
        guard mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return false }
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        return !rest.isEmpty && rest.allSatisfy(\.isDigit)
    }

    private static func isNotFinite(_ bytes: [UInt8]) -> Bool {
        var name = String(decoding: bytes, as: UTF8.self).lowercased()
        if name.hasPrefix("-") { name.removeFirst() }
        return ["inf", "infinity", "nan"].contains(name)
    }
}
