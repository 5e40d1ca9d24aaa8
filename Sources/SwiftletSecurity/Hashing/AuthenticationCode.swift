/// A message authentication code, stored inline.
struct AuthenticationCode: Sendable {
    /// Large enough for HMAC-SHA-512.
    private var bytes = InlineArray<64, UInt8>(repeating: 0)
    /// The size in bytes, at most 64.
    let count: Int

    /// Creates a code of zeros, to be filled.
    init(count: Int) {
        precondition(count <= 64, "An authentication code has at most 64 bytes.")
        self.count = count
    }

    /// Calls `body` with the code.
    func withSpan<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        body(bytes.span.extracting(first: count))
    }

    /// Calls `write` with the storage of the code.
    mutating func fill(_ write: (UnsafeMutableBufferPointer<UInt8>) -> Bool) -> Bool {
        var output = bytes.mutableSpan
        return unsafe output.withUnsafeMutableBufferPointer { storage in
            unsafe write(UnsafeMutableBufferPointer(rebasing: storage[..<count]))
        }
    }
}
