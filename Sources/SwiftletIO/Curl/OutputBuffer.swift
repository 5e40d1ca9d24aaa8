/// libcurl's buffer for the next part of a request body, valid during one callback.
@safe struct OutputBuffer: ~Copyable {
    private let buffer: UnsafeMutableRawBufferPointer

    @unsafe init(_ buffer: UnsafeMutableRawBufferPointer) {
        unsafe self.buffer = unsafe buffer
    }

    /// Copies as many bytes as fit, and returns their number.
    func append(_ bytes: [UInt8], from offset: Int) -> Int {
        unsafe bytes.withUnsafeBytes { source in
            let count = unsafe min(source.count - offset, buffer.count)
            unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[offset..<offset + count]))
            return count
        }
    }
}
