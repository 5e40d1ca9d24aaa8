/// The destination of the output of function processes, and of log lines about invocations.
package struct LogOutput: Sendable {
    /// Writes bytes; called from any thread.
    package let write: @Sendable ([UInt8]) -> Void

    /// Creates a destination.
    ///
    /// - Parameter write: Writes bytes; called from any thread.
    package init(write: @escaping @Sendable ([UInt8]) -> Void) {
        self.write = write
    }

    /// Writes a line.
    package func print(_ line: String) {
        write(Array("\(line)\n".utf8))
    }
}
