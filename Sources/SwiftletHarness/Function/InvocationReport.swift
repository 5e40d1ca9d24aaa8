import Foundation

/// The lines that the platform writes around an invocation: START, END and REPORT.
struct InvocationReport: Sendable {
    /// The invocation's id.
    let id: String
    /// How long the function ran for the event.
    var duration: Duration = .zero
    /// How long the process took to start, if this is its first event.
    var initDuration: Duration?
    /// What the function may use, in megabytes.
    var memorySize: Int
    /// The most it has used so far, in bytes, where that is known.
    var peakMemory: Int?
    /// What ended the function, where it did not end in order: such as `timeout`, or `error` and the error's type.
    var status: String?

    /// The line before.
    static func start(_ id: String) -> String { "START RequestId: \(id) Version: $LATEST" }

    /// The lines after.
    var end: [String] {
        var fields = [
            "REPORT RequestId: \(id)", "Duration: \(Self.text(duration)) ms", "Billed Duration: \(billed) ms",
            "Memory Size: \(memorySize) MB",
        ]
        if let peakMemory { fields.append("Max Memory Used: \(Self.megabytes(peakMemory)) MB") }
        if let initDuration { fields.append("Init Duration: \(Self.text(initDuration)) ms") }
        if let status { fields.append("Status: \(status)") }
        return ["END RequestId: \(id)", fields.joined(separator: "\t")]
    }

    /// The line about a start that failed.
    static func failedStart(_ duration: Duration, errorType: String) -> String {
        "INIT_REPORT Init Duration: \(text(duration)) ms\tPhase: init\tStatus: error\tError Type: \(errorType)"
    }

    /// Whole milliseconds, and the start is paid for too.
    private var billed: Int {
        max(1, Int((duration + (initDuration ?? .zero)).milliseconds.rounded(.up)))
    }

    private static func megabytes(_ bytes: Int) -> Int { (bytes + 1_048_575) / 1_048_576 }

    private static func text(_ duration: Duration) -> String { String(format: "%.2f", duration.milliseconds) }
}
