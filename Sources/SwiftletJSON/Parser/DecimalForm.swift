/// The value of a number literal: a sign, significant digits, and a power of ten.
///
/// A canonical form: literals of the same value are equal, such as `1.50e3`, `1500` and `1500.0`.
struct DecimalForm: Equatable {
    private(set) var isNegative = false
    /// The significant digits in ASCII, without leading or trailing zeros.
    ///
    /// Empty for zero.
    private(set) var digits: [UInt8] = []
    /// The power of ten of the last digit; 0 for zero.
    private(set) var exponent = 0

    /// Parses a valid literal, or the description of a double.
    init(_ literal: String) {
        var fraction = 0
        var written = 0
        var isNegativeExponent = false
        var part = 0
        for byte in literal.utf8 {
            switch byte {
            case ASCII.dot: part = 1
            case UInt8(ascii: "e"), UInt8(ascii: "E"): part = 2
            case ASCII.minus where part == 2: isNegativeExponent = true
            case ASCII.minus: isNegative = true
            case ASCII.plus: break
            default:
                if part == 2 {
                    // Only the sign of an exponent this large matters.
                    if written < 1_000_000_000 { written = written * 10 + Int(byte &- ASCII.zero) }
                } else {
                    if !digits.isEmpty || byte != ASCII.zero { digits.append(byte) }
                    fraction += part
                }
            }
        }
        exponent = (isNegativeExponent ? -written : written) - fraction
        while digits.last == ASCII.zero {
            digits.removeLast()
            exponent += 1
        }
        if digits.isEmpty { (isNegative, exponent) = (false, 0) }
    }

    /// The digits of the value, if it is an integer of at most 39 digits.
    ///
    /// That is enough for 128 bits.
    var integerText: String? {
        guard !digits.isEmpty else { return "0" }
        guard exponent >= 0, exponent <= 39, digits.count + exponent <= 39 else { return nil }
        let zeros = [UInt8](repeating: ASCII.zero, count: exponent)
        return (isNegative ? "-" : "") + String(decoding: digits + zeros, as: UTF8.self)
    }
}
