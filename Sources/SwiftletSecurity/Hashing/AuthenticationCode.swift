/// An authentication code, kept without an allocation.
struct AuthenticationCode: Sendable {
    /// Room for the longest, SHA-512's.
    private var bytes = InlineArray<64, UInt8>(repeating: 0)
    /// The size, in bytes: 64 at most.
    let count: Int

    /// A code of zeros, to be filled.
    init(count: Int) {
        precondition(count <= 64, "No hash function here is longer than 64 bytes.")
        self.count = count
    }

    /// Lends the code.
    func withSpan<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        body(bytes.span.extracting(first: count))
    }

    /// Lends the room of the code to a function that writes it.
    mutating func fill(_ write: (UnsafeMutableBufferPointer<UInt8>) -> Bool) -> Bool {
        var output = bytes.mutableSpan
        return unsafe output.withUnsafeMutableBufferPointer { room in
            unsafe write(UnsafeMutableBufferPointer(rebasing: room[..<count]))
        }
    }
}
