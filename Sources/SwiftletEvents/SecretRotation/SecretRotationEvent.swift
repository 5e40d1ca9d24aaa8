public import Swiftlet
public import SwiftletJSON

/// One step of the rotation of a secret in Secrets Manager.
///
/// ```swift
/// let rotation = EventHandler("rotation", Inject(rotator)) { (event: SecretRotationEvent, context, rotator) in
///     try await event.perform(with: rotator)
/// }
/// ```
///
/// See [Lambda rotation
/// functions](https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html).
public struct SecretRotationEvent: EventModel, RecognizedEvent {
    /// A step of a rotation.
    public enum Step: String, Sendable, Hashable {
        /// The new version is created, with the label `AWSPENDING`.
        case create = "createSecret"
        /// The new version is set in the database or service.
        case set = "setSecret"
        /// The new version is tested.
        case test = "testSecret"
        /// The new version becomes the current one, with the label `AWSCURRENT`.
        case finish = "finishSecret"
    }

    /// The step.
    public let step: Step
    /// The ARN of the secret.
    public let secretID: String
    /// The ID of the new version of the secret.
    public let clientRequestToken: String
    /// The token that identifies the source of the request, for a function that assumes a role.
    public let rotationToken: Secret<String>?

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if a required member is missing, or the step is unknown.
    public init(event: JSONNode) throws(EventError) {
        guard let step = Step(rawValue: try event.requiredString("Step")) else {
            throw .invalidValue("Step", expected: "createSecret, setSecret, testSecret or finishSecret")
        }
        self.step = step
        secretID = try event.requiredString("SecretId")
        clientRequestToken = try event.requiredString("ClientRequestToken")
        rotationToken = try event.optionalString("RotationToken").map { Secret($0) }
    }

    /// Whether the event is a step of a rotation.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["Step"]?.kind == .string && event["SecretId"]?.kind == .string
            && event["ClientRequestToken"]?.kind == .string
    }

    /// Performs the step.
    ///
    /// - Throws: The error of the step, which fails the invocation; Secrets Manager retries the rotation.
    public func perform(with rotation: some SecretRotation) async throws {
        switch step {
        case .create: try await rotation.createSecret(self)
        case .set: try await rotation.setSecret(self)
        case .test: try await rotation.testSecret(self)
        case .finish: try await rotation.finishSecret(self)
        }
    }
}
