/// A buffer for received bytes.
@safe struct InputBuffer: ~Copyable {
    private let storage: UnsafeMutableRawBufferPointer

    init(byteCount: Int) {
        unsafe storage = .allocate(byteCount: byteCount, alignment: 16)
    }

    deinit {
        unsafe storage.deallocate()
    }

    @unsafe func withStorage<T>(_ body: (UnsafeMutableRawBufferPointer) -> T) -> T {
        unsafe body(storage)
    }

    /// Calls `body` with the first `count` bytes.
    func withBytes<T, E: Error>(_ count: Int, _ body: (Span<UInt8>) throws(E) -> T) throws(E) -> T {
        try unsafe body(Span(_unsafeElements: storage.bindMemory(to: UInt8.self)).extracting(first: count))
    }
}
