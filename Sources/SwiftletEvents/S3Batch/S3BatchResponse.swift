public import Swiftlet
public import SwiftletJSON

/// The response to an event of S3 Batch Operations, with at most one result for each task.
public struct S3BatchResponse: EventOutput {
    /// The code of a result.
    public enum Code: String, Sendable, Hashable {
        /// The task has succeeded.
        case succeeded = "Succeeded"
        /// The task has failed, and the job retries it.
        case temporaryFailure = "TemporaryFailure"
        /// The task has failed.
        case permanentFailure = "PermanentFailure"
    }

    /// The result of a task.
    public struct Result: Sendable, Hashable {
        /// The code.
        public var code: Code
        /// A description for the job's report: up to 1,024 characters.
        public var text: String

        /// Creates a result.
        public init(_ code: Code, _ text: String = "") {
            self.code = code
            self.text = text
        }

        /// The task has succeeded.
        public static func succeeded(_ text: String = "") -> Result { Result(.succeeded, text) }

        /// The task has failed, and the job retries it.
        public static func temporaryFailure(_ text: String = "") -> Result { Result(.temporaryFailure, text) }

        /// The task has failed.
        public static func permanentFailure(_ text: String = "") -> Result { Result(.permanentFailure, text) }
    }

    /// The version of the schema, equal to that of the event.
    public let schemaVersion: String
    /// The invocation ID of the event.
    public let invocationID: String
    /// The result of tasks without a result.
    public var missing: Code
    private let taskIDs: [String]
    private var results: [String: Result] = [:]

    /// Creates a response without results.
    public init(to event: S3BatchEvent, treatingMissingAs missing: Code = .permanentFailure) {
        self.schemaVersion = event.schemaVersion
        self.invocationID = event.invocationID
        self.missing = missing
        self.taskIDs = event.tasks.map(\.id)
    }

    /// The result of a task.
    public subscript(_ task: S3BatchEvent.Task) -> Result? {
        get { results[task.id] }
        set { results[task.id] = newValue }
    }

    /// Writes the response in the format of S3, with the results in the order of the tasks.
    public func encodeEvent(to writer: inout JSONWriter) {
        var remaining = results
        let results = taskIDs.compactMap { id -> JSON? in
            guard let result = remaining.removeValue(forKey: id) else { return nil }
            return [
                "taskId": .string(id), "resultCode": .string(result.code.rawValue),
                "resultString": .string(result.text),
            ]
        }
        writer.value([
            "invocationSchemaVersion": .string(schemaVersion), "treatMissingKeysAs": .string(missing.rawValue),
            "invocationId": .string(invocationID), "results": .array(results),
        ])
    }
}
