import COpenSSL

/// Comparison whose duration does not tell where two secrets differ.
public enum ConstantTime {
    /// Whether two byte strings are equal.
    ///
    /// The time depends on the lengths only, which are taken to be public: strings of different lengths are unequal at
    /// once. See [CRYPTO_memcmp(3)](https://docs.openssl.org/3.0/man3/CRYPTO_memcmp/).
    public static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        equal(left.span, right.span)
    }

    /// Whether two byte strings are equal.
    ///
    /// Like the form that takes arrays.
    static func equal(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        guard !left.isEmpty else { return true }
        return unsafe left.withUnsafeBytes { left in
            unsafe right.withUnsafeBytes { right in
                unsafe CRYPTO_memcmp(left.baseAddress, right.baseAddress, left.count) == 0
            }
        }
    }

    /// Whether two texts have the same UTF-8 bytes.
    ///
    /// Unlike `==` of `String`, canonically equivalent texts of different bytes are unequal.
    public static func equal(_ left: String, _ right: String) -> Bool {
        equal(left.utf8Span.span, right.utf8Span.span)
    }
}
