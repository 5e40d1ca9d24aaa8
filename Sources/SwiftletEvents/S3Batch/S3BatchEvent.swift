public import Swiftlet
public import SwiftletJSON

/// The event of a job of S3 Batch Operations that invokes a function, in either version of the schema.
///
/// The response is an ``S3BatchResponse`` with one result for each task. ``process(_:)`` creates it:
///
/// ```swift
/// let labels = EventHandler("labels") { (event: S3BatchEvent, context) in
///     await event.process { task in
///         context.logger.info("\(task.key) in \(task.bucket)")
///         return .succeeded("labeled")
///     }
/// }
/// ```
///
/// See [Invoke AWS Lambda function](https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html).
public struct S3BatchEvent: EventModel, RecognizedEvent {
    /// The version of the schema: `1.0` or `2.0`.
    public let schemaVersion: String
    /// The invocation ID.
    public let invocationID: String
    /// The job ID.
    public let jobID: String
    /// The arguments of the job; only in version 2.0.
    public let userArguments: [String: String]
    /// The tasks, usually one.
    public let tasks: [Task]

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if a required member is missing or has the wrong type.
    public init(event: JSONNode) throws(EventError) {
        schemaVersion = try event.requiredString("invocationSchemaVersion")
        invocationID = try event.requiredString("invocationId")
        let job = try event.requiredObject("job")
        jobID = try EventError.at("job") { () throws(EventError) in try job.requiredString("id") }
        userArguments = job.scalarStrings("userArguments")
        tasks = try event.requiredList("tasks") { (node) throws(EventError) in try Task(node) }
    }

    /// Whether the event is of a job of S3 Batch Operations.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["invocationSchemaVersion"]?.kind == .string && event["tasks"]?.kind == .array
    }

    /// Processes the tasks one by one.
    ///
    /// An error that is thrown is a permanent failure of the task, with its type in the job's report. Return
    /// ``S3BatchResponse/Result/temporaryFailure(_:)`` for a task that the job should retry. If the invocation is cancelled, an
    /// error is a temporary failure, and so are the remaining tasks, which are not started.
    ///
    /// - Parameters:
    ///   - missing: The result of tasks that the response does not contain.
    ///   - body: Processes a task and returns its result.
    /// - Returns: The response, with one result for each task ID.
    public func process(
        treatingMissingAs missing: S3BatchResponse.Code = .permanentFailure,
        _ body: (Task) async throws -> S3BatchResponse.Result
    ) async -> S3BatchResponse {
        var response = S3BatchResponse(to: self, treatingMissingAs: missing)
        for task in tasks where response[task] == nil {
            guard !_Concurrency.Task.isCancelled else {
                response[task] = .temporaryFailure("\(CancellationError.self)")
                continue
            }
            do {
                response[task] = try await body(task)
            } catch {
                let code: S3BatchResponse.Code = _Concurrency.Task.isCancelled ? .temporaryFailure : .permanentFailure
                response[task] = S3BatchResponse.Result(code, "\(type(of: error))")
            }
        }
        return response
    }

    /// A task, which is one object.
    public struct Task: Sendable, Hashable {
        /// The task ID.
        public let id: String
        /// The object key, decoded from the URL encoding of the manifest.
        public let key: String
        /// The version ID of the object, or `nil` for the current version.
        public let versionID: String?
        /// The name of the bucket, which an event with version 1.0 has in the ARN.
        public let bucket: String
        /// The ARN of the bucket; only in version 1.0.
        public let bucketARN: String?

        init(_ node: JSONNode) throws(EventError) {
            id = try node.requiredString("taskId")
            key = PercentCoding.decode(try node.requiredString("s3Key"), plusIsSpace: true)
            versionID = try node.optionalString("s3VersionId")
            bucketARN = try node.optionalString("s3BucketArn")
            if let bucketARN {
                // arn:aws:s3:::NAME
                let name = bucketARN.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).last
                bucket = name.map { String(Substring($0)) } ?? bucketARN
            } else {
                bucket = try node.requiredString("s3Bucket")
            }
        }
    }
}
