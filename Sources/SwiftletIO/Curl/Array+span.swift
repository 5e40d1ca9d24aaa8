extension [UInt8] {
    /// Appends a copy of bytes that are only lent, in one move.
    mutating func append(copying span: Span<UInt8>) {
        unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
