import Synchronization
import Testing

/// An issue that a test recorded.
struct RecordedIssue: Sendable {
    /// The line at which the issue was recorded.
    let line: Int?
    /// The comments of the issue.
    let text: String

    init(_ issue: Issue) {
        line = issue.sourceLocation?.line
        text = issue.comments.map(\.rawValue).joined(separator: "\n")
    }

    /// Returns the issues that a body records, which do not fail the test.
    static func all<Result>(of body: () async throws -> Result) async throws -> [RecordedIssue] {
        let issues = Mutex<[RecordedIssue]>([])
        try await withKnownIssue {
            _ = try await body()
        } matching: { issue in
            issues.withLock { $0.append(RecordedIssue(issue)) }
            return true
        }
        return issues.withLock { $0 }
    }

    /// Returns the only issue that a body records.
    static func only<Result>(of body: () async throws -> Result) async throws -> RecordedIssue {
        let issues = try await all(of: body)
        try #require(issues.count == 1)
        return issues[0]
    }
}
