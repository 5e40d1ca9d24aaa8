/// A string key that is compared and hashed by its UTF-8 bytes.
///
/// `String` compares by canonical equivalence: `K` equals the Kelvin sign U+212A, and `é` equals `e` with U+0301. Names in
/// requests are different if their bytes differ, as for every proxy and database. And equivalent strings have the same
/// hash value, so that an attacker can make a `Dictionary<String, …>` slow.
package struct UTF8Key: Hashable, Sendable {
    /// The text.
    package let text: String

    /// Creates a key.
    package init(_ text: String) {
        self.text = text
    }

    /// Whether both texts have the same bytes.
    package static func == (first: UTF8Key, second: UTF8Key) -> Bool {
        first.text.utf8Equals(second.text)
    }

    /// Hashes the bytes.
    package func hash(into hasher: inout Hasher) {
        text.hashUTF8(into: &hasher)
    }
}

extension String {
    /// Whether both texts have the same bytes: Swift's own equality is canonical equivalence.
    package func utf8Equals(_ other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        // An ASCII text can be equivalent to another one, such as `K` to U+212A, but not to another ASCII text.
        if utf8Span.isKnownASCII, other.utf8Span.isKnownASCII { return self == other }
        return utf8.elementsEqual(other.utf8)
    }

    /// Hashes the bytes, with the per-process seed of Swift's own hashing.
    package func hashUTF8(into hasher: inout Hasher) {
        let isHashed: Void? = unsafe utf8.withContiguousStorageIfAvailable { bytes in
            unsafe hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
        }
        if isHashed == nil {
            for byte in utf8 { hasher.combine(byte) }
        }
        // A terminator that cannot occur in UTF-8.
        hasher.combine(0xff as UInt8)
    }
}
