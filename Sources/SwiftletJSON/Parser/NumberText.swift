/// The values of validated number literals.
enum NumberText {
    /// The sign and magnitude of an integer literal, or `nil` if the magnitude needs more than 64 bits.
    static func integer(_ text: Span<UInt8>, offset: Int, length: Int) -> (isNegative: Bool, magnitude: UInt64)? {
        let isNegative = text[offset] == ASCII.minus
        let digits = text.extracting(offset &+ (isNegative ? 1 : 0)..<offset &+ length)
        var magnitude: UInt64 = 0
        // Any nineteen digits fit, and there are no leading zeros.
        for index in 0..<min(digits.count, 19) {
            magnitude = magnitude &* 10 &+ UInt64(digits[index] &- ASCII.zero)
        }
        guard digits.count > 19 else { return (isNegative, magnitude) }
        guard digits.count == 20 else { return nil }
        let (product, productOverflow) = magnitude.multipliedReportingOverflow(by: 10)
        let (sum, sumOverflow) = product.addingReportingOverflow(UInt64(digits[19] &- ASCII.zero))
        return productOverflow || sumOverflow ? nil : (isNegative, sum)
    }

    static func int64(_ text: Span<UInt8>, offset: Int, length: Int) -> Int64? {
        guard let (isNegative, magnitude) = integer(text, offset: offset, length: length) else { return nil }
        guard isNegative else { return Int64(exactly: magnitude) }
        return magnitude <= Int64.min.magnitude ? 0 &- Int64(truncatingIfNeeded: magnitude) : nil
    }

    static func uint64(_ text: Span<UInt8>, offset: Int, length: Int) -> UInt64? {
        guard let (isNegative, magnitude) = integer(text, offset: offset, length: length) else { return nil }
        return isNegative && magnitude > 0 ? nil : magnitude
    }

    /// The nearest double, or `nil` if the literal exceeds the finite doubles; an underflow is zero.
    static func double(_ text: Span<UInt8>, offset: Int, length: Int) -> Double? {
        if let value = shortDouble(text, offset: offset, length: length) { return value }
        let literal = String(decoding: (offset..<offset + length).map { text[$0] }, as: UTF8.self)
        guard let value = Double(literal), value.isFinite else { return nil }
        return value
    }

    /// The number of significant digits of a literal: from its first to its last nonzero digit.
    static func significantDigits(_ text: Span<UInt8>, offset: Int, length: Int) -> Int {
        var digits = 0
        var digitsWithZeros = 0
        for index in offset..<offset &+ length {
            let byte = text[index]
            if byte | 0x20 == UInt8(ascii: "e") { break }
            guard ASCII.isDigit(byte), digits > 0 || byte != ASCII.zero else { continue }
            digitsWithZeros &+= 1
            if byte != ASCII.zero {
                digits = digitsWithZeros
            }
        }
        return digits
    }

    /// The double of a short literal: the fast path of Clinger.
    ///
    /// When both the digits and the power of ten are exact doubles, one multiplication or division rounds once, and so
    /// correctly (Clinger, 1990).
    private static func shortDouble(_ text: Span<UInt8>, offset: Int, length: Int) -> Double? {
        var digits: UInt64 = 0
        var digitCount = 0
        var scale = 0
        var exponent = 0
        var exponentSign = 1
        var part = 0
        let isNegative = text[offset] == ASCII.minus
        for index in offset &+ (isNegative ? 1 : 0)..<offset &+ length {
            let byte = text[index]
            switch byte {
            case ASCII.dot: part = 1
            case UInt8(ascii: "e"), UInt8(ascii: "E"): part = 2
            case ASCII.minus: exponentSign = -1
            case ASCII.plus: break
            default:
                let digit = byte &- ASCII.zero
                if part == 2 {
                    guard exponent < 1000 else { return nil }
                    exponent = exponent &* 10 &+ Int(digit)
                } else {
                    if digitCount > 0 || digit > 0 {
                        digitCount &+= 1
                    }
                    guard digitCount <= 15 else { return nil }
                    digits = digits &* 10 &+ UInt64(digit)
                    scale &+= part
                }
            }
        }
        let power = exponentSign * exponent - scale
        guard -22...22 ~= power else { return nil }
        let magnitude =
            power < 0 ? Double(digits) / powersOfTen[-power] : Double(digits) * powersOfTen[power]
        return isNegative ? -magnitude : magnitude
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}
