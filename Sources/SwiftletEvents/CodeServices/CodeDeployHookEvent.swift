public import Swiftlet
public import SwiftletJSON

/// The event of a lifecycle hook of CodeDeploy, which validates a deployment to Lambda or Amazon ECS.
///
/// The function reports the result with the action `PutLifecycleEventHookExecutionStatus` of CodeDeploy, within an hour; its
/// response is ignored.
///
/// See [AppSpec 'hooks'
/// section](https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html).
public struct CodeDeployHookEvent: EventModel, RecognizedEvent {
    /// The deployment ID, such as `d-123456789`.
    public let deploymentID: String
    /// The ID of the hook's execution, which the report contains.
    public let hookExecutionID: String

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if an ID is missing.
    public init(event: JSONNode) throws(EventError) {
        deploymentID = try event.requiredString("DeploymentId")
        hookExecutionID = try event.requiredString("LifecycleEventHookExecutionId")
    }

    /// Whether the event is of a lifecycle hook.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["DeploymentId"]?.kind == .string && event["LifecycleEventHookExecutionId"]?.kind == .string
    }
}
