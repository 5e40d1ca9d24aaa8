#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension String {
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
