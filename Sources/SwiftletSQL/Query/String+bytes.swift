#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

// A database compares the bytes of a name and of a statement. `String ==` compares by canonical equivalence, for which
// "K" (U+004B) and "K" (U+212A, the Kelvin sign) are equal, and `Character` is a grapheme cluster, so that a quote and a
// combining mark behind it are one that equals no quote.
extension String {
    /// Whether both texts have the same UTF-8 bytes.
    func hasSameBytes(as other: String) -> Bool {
        unsafe utf8Span.span.withUnsafeBytes { left in
            unsafe other.utf8Span.span.withUnsafeBytes { right in
                guard left.count == right.count else { return false }
                guard let left = left.baseAddress, let start = right.baseAddress else { return true }
                return unsafe memcmp(left, start, right.count) == 0
            }
        }
    }

    /// Feeds the UTF-8 bytes of the text to a hasher.
    func hashBytes(into hasher: inout Hasher) {
        unsafe utf8Span.span.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }

    /// Whether a NUL is in the text, where C would end it.
    ///
    /// Every statement is checked, so the C library searches, which compares many bytes at a time.
    var containsNUL: Bool {
        unsafe utf8Span.span.withUnsafeBufferPointer { text in
            guard let start = text.baseAddress else { return false }
            return unsafe memchr(start, 0, text.count) != nil
        }
    }
}
