/// The owner of a compression stream in the format of a ``ContentCoding``.
package protocol Compressor: SendableMetatype, ~Copyable {
    /// Compresses bytes and appends the output.
    ///
    /// - Throws: An error of the compression library.
    mutating func append(_ bytes: ArraySlice<UInt8>, _ mode: CompressionMode, to result: inout [UInt8]) throws
}

extension Compressor where Self: ~Copyable {
    /// Appends the output of a compression library until it is complete.
    ///
    /// - Parameters:
    ///   - result: Receives the output.
    ///   - compress: Writes output to a buffer; returns the number of bytes, and whether there is no more output.
    /// - Throws: The error of `compress`.
    package static func appendOutput<Failure>(
        to result: inout [UInt8],
        from compress: (UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> (count: Int, isComplete: Bool)
    ) throws(Failure) {
        var isComplete = false
        while !isComplete {
            var outcome = Result<Bool, Failure>.success(true)
            // More than six bytes: otherwise zlib may repeat the flush marker.
            result += unsafe [UInt8](unsafeUninitializedCapacity: 16_384) { buffer, count in
                do throws(Failure) {
                    let output = try unsafe compress(buffer)
                    count = output.count
                    outcome = .success(output.isComplete)
                } catch {
                    outcome = .failure(error)
                }
            }
            isComplete = try outcome.get()
        }
    }
}
