import SwiftletSecurity

/// A SHA-256 digest of a list of texts and bytes.
///
/// Each element is preceded by its length, so that different lists have different input.
struct Digest {
    private var bytes: [UInt8] = []

    init(reserving count: Int = 128) {
        bytes.reserveCapacity(count)
    }

    mutating func add(_ text: String) {
        add(count: text.utf8.count)
        bytes += text.utf8
    }

    mutating func add(_ element: [UInt8]) {
        add(count: element.count)
        bytes += element
    }

    private mutating func add(count: Int) {
        let count = UInt64(count)
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: count >> UInt64(shift)))
        }
    }

    /// The digest in base64url: 43 characters.
    ///
    /// - Throws: `CryptoError` if OpenSSL is configured without SHA-256.
    consuming func finish() throws -> String {
        Base64URL.encode(try HashFunction.sha256.digest(of: bytes))
    }
}
