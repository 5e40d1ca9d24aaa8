extension [UInt8] {
    /// Like `init(capacity:initializingWith:)`, which is not specialized for `UInt8` in this toolchain.
    @inline(__always)
    init(reservingCapacity capacity: Int, _ write: (inout OutputSpan<UInt8>) -> Void) {
        self = []
        // With a capacity of 0, it would write to the storage that all empty arrays share.
        guard capacity > 0 else { return }
        append(addingCapacity: capacity, initializingWith: write)
    }

    /// Creates an array with the bytes of a span.
    init(copying bytes: Span<UInt8>) {
        self.init(reservingCapacity: bytes.count) { $0.append(copying: bytes) }
    }
}

extension OutputSpan<UInt8> {
    /// Appends bytes, for which there must be free capacity.
    mutating func append(copying bytes: Span<UInt8>) {
        precondition(freeCapacity >= bytes.count, "Too little capacity for the output.")
        unsafe withUnsafeMutableBufferPointer { buffer, count in
            unsafe bytes.withUnsafeBufferPointer { bytes in
                guard let source = bytes.baseAddress, let target = buffer.baseAddress else { return }
                unsafe (target + count).update(from: source, count: bytes.count)
                count += bytes.count
            }
        }
    }
}
