extension [UInt8] {
    /// As `init(capacity:initializingWith:)`, which however allocates by code that is not specialized for the type.
    @inline(__always)
    init(room capacity: Int, _ write: (inout OutputSpan<UInt8>) -> Void) {
        self = []
        // With no room at all it would write to the storage that all empty arrays of the process share.
        guard capacity > 0 else { return }
        append(addingCapacity: capacity, initializingWith: write)
    }

    /// The bytes of a span.
    init(copying bytes: Span<UInt8>) {
        self.init(room: bytes.count) { $0.append(copying: bytes) }
    }
}

extension OutputSpan<UInt8> {
    /// Appends bytes, for which there must be room.
    mutating func append(copying bytes: Span<UInt8>) {
        precondition(freeCapacity >= bytes.count, "There is no room for the bytes.")
        unsafe withUnsafeMutableBufferPointer { buffer, count in
            unsafe bytes.withUnsafeBufferPointer { bytes in
                guard let source = bytes.baseAddress, let target = buffer.baseAddress else { return }
                unsafe (target + count).update(from: source, count: bytes.count)
                count += bytes.count
            }
        }
    }
}
