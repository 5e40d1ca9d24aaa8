/// Validates the text of a decimal number and counts its significant digits.
struct DecimalDigits {
    /// The number of digits from the first to the last nonzero digit.
    let count: Int

    /// Parses digits with an optional sign, decimal point and exponent, such as `-12.50` or `1e+20`; `nil` for other text.
    init?(_ text: String) {
        var digits: [UInt8] = []
        var rest = Array(text.utf8)[...]
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
            rest = rest.dropFirst()
        }
        var hasPoint = false
        while let byte = rest.first {
            if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                digits.append(byte)
            } else {
                break
            }
            rest = rest.dropFirst()
        }
        guard !digits.isEmpty else { return nil }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            guard let exponent = Int(String(decoding: rest.dropFirst(), as: UTF8.self)), exponent.magnitude < 128
            else { return nil }
            rest = []
        }
        guard rest.isEmpty else { return nil }
        let zero = UInt8(ascii: "0")
        guard let first = digits.firstIndex(where: { $0 != zero }),
            let last = digits.lastIndex(where: { $0 != zero })
        else {
            count = 0
            return
        }
        count = last - first + 1
    }
}
