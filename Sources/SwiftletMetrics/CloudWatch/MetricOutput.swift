@unsafe @preconcurrency import Glibc
import SwiftletContext

/// The destination of the lines of a ``CloudWatchMetrics``.
public struct MetricOutput: Sendable {
    /// Writes a line, without its line break.
    let write: @Sendable (_ line: [UInt8]) -> Void

    /// Creates an output from a closure, which may be called from any thread.
    ///
    /// - Parameter write: Writes a line, without its line break.
    public init(_ write: @escaping @Sendable (_ line: [UInt8]) -> Void) {
        self.write = write
    }

    /// The standard output of the process, where Lambda reads log lines.
    ///
    /// Each line is written with one call, not within a line that the app prints or logs.
    public static let standardOutput: MetricOutput = {
        let output = DescriptorOutput(STDOUT_FILENO)
        return MetricOutput { line in
            // `print` holds the lock until it has written a line. Its buffer is not flushed: it may have a part of a line.
            unsafe flockfile(stdout)
            defer { unsafe funlockfile(stdout) }
            output.write(line + [UInt8(ascii: "\n")])
        }
    }()

    /// The standard error of the process.
    public static let standardError: MetricOutput = {
        let output = DescriptorOutput(STDERR_FILENO)
        return MetricOutput { output.write($0 + [UInt8(ascii: "\n")]) }
    }()
}
