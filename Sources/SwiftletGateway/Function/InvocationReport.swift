import Foundation
import SwiftletServer

/// The platform's log lines of an invocation: START, END and REPORT.
package struct InvocationReport: Sendable {
    /// The request id.
    package let id: String
    /// The duration of the handler.
    package var duration: Duration = .zero
    /// The duration of the init phase, if this is the first invocation of the process.
    package var initDuration: Duration?
    /// The memory size in megabytes.
    package var memorySize: Int
    /// The peak memory usage in bytes, if known.
    package var peakMemory: Int?
    /// The status of a failed invocation: `timeout`, or `error` with an error type.
    package var status: String?

    /// Creates a report without measurements.
    ///
    /// - Parameters:
    ///   - id: The request id.
    ///   - memorySize: The memory size in megabytes.
    package init(id: String, memorySize: Int) {
        self.id = id
        self.memorySize = memorySize
    }

    /// The line before the function's log.
    package static func start(_ id: String) -> String { "START RequestId: \(id) Version: $LATEST" }

    /// The lines after the function's log.
    package var end: [String] {
        var fields = [
            "REPORT RequestId: \(id)", "Duration: \(Self.text(duration)) ms", "Billed Duration: \(billed) ms",
            "Memory Size: \(memorySize) MB",
        ]
        if let peakMemory { fields.append("Max Memory Used: \(Self.megabytes(peakMemory)) MB") }
        if let initDuration { fields.append("Init Duration: \(Self.text(initDuration)) ms") }
        if let status { fields.append("Status: \(status)") }
        return ["END RequestId: \(id)", fields.joined(separator: "\t")]
    }

    /// The line of a failed init phase.
    package static func failedStart(_ duration: Duration, errorType: String) -> String {
        "INIT_REPORT Init Duration: \(text(duration)) ms\tPhase: init\tStatus: error\tError Type: \(errorType)"
    }

    /// The billed duration in whole milliseconds, which includes the init phase.
    private var billed: Int {
        max(1, Int((duration + (initDuration ?? .zero)).milliseconds.rounded(.up)))
    }

    private static func megabytes(_ bytes: Int) -> Int { (bytes + 1_048_575) / 1_048_576 }

    private static func text(_ duration: Duration) -> String { String(format: "%.2f", duration.milliseconds) }
}
