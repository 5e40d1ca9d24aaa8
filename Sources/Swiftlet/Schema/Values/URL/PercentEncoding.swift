/// The set of characters to percent-encode in a component of a URL.
struct PercentEncoding {
    private let encoded: Set<Unicode.Scalar>

    private init(_ encoded: String, including other: PercentEncoding? = nil) {
        self.encoded = Set(encoded.unicodeScalars).union(other?.encoded ?? [])
    }

    /// Encodes only control characters and non-ASCII characters, as all sets do.
    static let control = PercentEncoding("")
    static let fragment = PercentEncoding(" \"<>`")
    static let query = PercentEncoding(" \"#<>")
    static let specialQuery = PercentEncoding("'", including: query)
    static let path = PercentEncoding("?`{}", including: query)
    static let userInfo = PercentEncoding("/:;=@[\\]^|", including: path)

    func encode(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var result = String.UnicodeScalarView()
        for scalar in scalars {
            if scalar.value > 0x1f, scalar.value < 0x7f, !encoded.contains(scalar) {
                result.append(scalar)
                continue
            }
            for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                result.append("%")
                result.append(contentsOf: byte.hexadecimalText.unicodeScalars)
            }
        }
        return String(result)
    }
}

extension UInt8 {
    /// The byte as two uppercase hexadecimal digits.
    fileprivate var hexadecimalText: String {
        let digits = String(self, radix: 16, uppercase: true)
        return self < 16 ? "0" + digits : digits
    }
}
