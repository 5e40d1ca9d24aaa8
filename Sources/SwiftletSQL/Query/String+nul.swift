import Glibc

extension String {
    /// Whether the text contains a NUL, which would truncate it in C.
    ///
    /// Uses `memchr` because every statement is checked.
    var containsNUL: Bool {
        unsafe utf8Span.span.withUnsafeBufferPointer { text in
            guard let start = text.baseAddress else { return false }
            return unsafe memchr(start, 0, text.count) != nil
        }
    }
}
