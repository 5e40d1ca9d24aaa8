public import FoundationEssentials
public import Swiftlet
public import SwiftletJSON

/// A job of CodePipeline that a function performs.
///
/// The function reports the result with the actions `PutJobSuccessResult` and `PutJobFailureResult` of CodePipeline; its
/// response is ignored.
///
/// See [JSON event
/// example](https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-invoke-lambda-function.html).
public struct CodePipelineJobEvent: EventModel, RecognizedEvent {
    private static let job = "CodePipeline.job"

    /// The job ID.
    public let jobID: String
    /// The AWS account ID.
    public let accountID: String
    /// The name of the function in the action's configuration.
    public let functionName: String?
    /// The user parameters in the action's configuration: any text.
    public let userParameters: String?
    /// The artifacts that the action reads.
    public let inputArtifacts: [Artifact]
    /// The artifacts that the action writes.
    public let outputArtifacts: [Artifact]
    /// The temporary credentials for the artifacts.
    public let credentials: Credentials?
    /// The token of an earlier invocation that continues.
    public let continuationToken: String?
    /// The key with which the artifacts are encrypted, or `nil` for the default key of S3.
    public let encryptionKey: EncryptionKey?

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if the job or its data is missing, or a member has the wrong type.
    public init(event: JSONNode) throws(EventError) {
        let job = try event.requiredObject(Self.job)
        do throws(EventError) {
            jobID = try job.requiredString("id")
            accountID = try job.optionalString("accountId") ?? ""
            let data = try job.requiredObject("data")
            do throws(EventError) {
                let configuration = data["actionConfiguration"]?["configuration"]
                functionName = configuration?["FunctionName"]?.string
                userParameters = configuration?["UserParameters"]?.string
                inputArtifacts = try data.optionalList("inputArtifacts") { (node) throws(EventError) in
                    try Artifact(node)
                }
                outputArtifacts = try data.optionalList("outputArtifacts") { (node) throws(EventError) in
                    try Artifact(node)
                }
                credentials = try data.nestedIfPresent("artifactCredentials") { (node) throws(EventError) in
                    try Credentials(node)
                }
                continuationToken = try data.optionalString("continuationToken")
                encryptionKey = try data.nestedIfPresent("encryptionKey") { (node) throws(EventError) in
                    try EncryptionKey(node)
                }
            } catch {
                throw error.inside("data")
            }
        } catch {
            throw error.inside("`\(Self.job)`")
        }
    }

    /// Whether the event is a job of CodePipeline.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event[job]?.kind == .object
    }

    /// Decodes the user parameters as JSON.
    ///
    /// - Throws: ``EventError`` if there are none or they are not JSON, or any error that decoding the type throws.
    public func decodeUserParameters<Value: EventInput>(_ type: Value.Type = Value.self) throws -> Value {
        guard let userParameters else { throw EventError.missing("UserParameters") }
        return try EventPayload.decode(type, from: Array(userParameters.utf8), at: "UserParameters")
    }

    /// An artifact of a pipeline.
    public struct Artifact: Sendable, Hashable {
        /// The name.
        public let name: String
        /// The revision, such as a commit ID; `nil` for an artifact that is not written yet.
        public let revision: String?
        /// The bucket, or `nil` if the artifact is not in S3.
        public let bucket: String?
        /// The object key, decoded from the URL encoding of the event.
        public let key: String?

        init(_ node: JSONNode) throws(EventError) {
            name = try node.requiredString("name")
            revision = try node.optionalString("revision")
            let location = node["location"]?["s3Location"]
            bucket = location?["bucketName"]?.string
            key = location?["objectKey"]?.string.map { PercentCoding.decode($0, plusIsSpace: true) }
        }
    }

    /// Temporary credentials, which never appear in logs.
    public struct Credentials: Sendable {
        /// The access key ID.
        public let accessKeyID: Secret<String>
        /// The secret access key.
        public let secretAccessKey: Secret<String>
        /// The session token.
        public let sessionToken: Secret<String>
        /// The time at which the credentials expire, or `nil` if the event has none.
        public let expiresAt: Date?

        init(_ node: JSONNode) throws(EventError) {
            accessKeyID = Secret(try node.requiredString("accessKeyId"))
            secretAccessKey = Secret(try node.requiredString("secretAccessKey"))
            sessionToken = Secret(try node.requiredString("sessionToken"))
            expiresAt = node["expirationTime"]?.time
        }
    }

    /// An encryption key.
    public struct EncryptionKey: Sendable, Hashable {
        /// The key ID, ARN or alias ARN.
        public let id: String
        /// The type: `KMS`.
        public let type: String

        init(_ node: JSONNode) throws(EventError) {
            id = try node.requiredString("id")
            type = try node.optionalString("type") ?? "KMS"
        }
    }
}
