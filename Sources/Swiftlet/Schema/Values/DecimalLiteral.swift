/// A number in a text as Python's `float` reads it, in the form that Swift reads.
///
/// White space around it, a plus sign, single underscores and a missing digit on one side of the point are allowed.
struct DecimalLiteral {
    /// The number without white space, underscores and a plus sign.
    let text: String
    /// Whether it is neither infinite nor not a number.
    let isFinite: Bool

    /// - Parameters:
    ///   - input: the text.
    ///   - allowsAnyUnderscores: whether underscores may be anywhere, as in Python's `Decimal`.
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

    /// Whether no underscore is at an end or next to another.
    private static func hasSingleUnderscores(_ bytes: [UInt8]) -> Bool {
        let parts = bytes.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
        return parts.allSatisfy { !$0.isEmpty }
    }

    /// Whether the bytes are digits with perhaps a minus sign, a point and an exponent.
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
