import COpenSSL

/// Constant-time comparison of secrets.
public enum ConstantTime {
    /// Whether two byte strings are equal.
    ///
    /// The time depends only on the lengths, which are considered public: strings of different lengths are unequal without a
    /// comparison. See [CRYPTO_memcmp(3)](https://docs.openssl.org/3.0/man3/CRYPTO_memcmp/).
    public static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        equal(left.span, right.span)
    }

    /// Whether two byte strings are equal, like the overload for arrays.
    static func equal(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        guard !left.isEmpty else { return true }
        return unsafe left.withUnsafeBytes { left in
            unsafe right.withUnsafeBytes { right in
                unsafe CRYPTO_memcmp(left.baseAddress, right.baseAddress, left.count) == 0
            }
        }
    }

    /// Whether the UTF-8 bytes of two strings are equal.
    ///
    /// Unlike with `==`, canonically equivalent strings of different bytes are unequal.
    public static func equal(_ left: String, _ right: String) -> Bool {
        equal(left.utf8Span.span, right.utf8Span.span)
    }
}
