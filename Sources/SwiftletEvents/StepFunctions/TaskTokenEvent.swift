public import Swiftlet
public import SwiftletJSON

/// The input of a task of Step Functions that waits for a callback with a task token.
///
/// The state machine passes the token in the member `TaskToken` or `taskToken`, and the input in `Input` or `input`; without
/// such a member, the whole payload is the input. For example, in JSONata:
///
/// ```json
/// "Payload": {"TaskToken": "{% $states.context.Task.Token %}", "Input": "{% $states.input %}"}
/// ```
///
/// The same payload can be the body of a message: `record.decode(TaskTokenEvent<Order>.self)`. The task ends when its result is
/// sent with the actions `SendTaskSuccess` or `SendTaskFailure`; the response of the function is ignored.
///
/// See [Wait for a callback with the task
/// token](https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token).
public struct TaskTokenEvent<Input: EventInput>: EventInput, RecognizedEvent {
    /// The task token, with which anyone who may call Step Functions in the account can end the task.
    public let taskToken: Secret<String>
    /// The input of the task.
    public let input: Input

    /// Decodes an event.
    ///
    /// - Throws: ``EventError`` if the token is missing, or any error that decoding the input throws.
    public static func decodeEvent(_ event: JSONNode) throws -> TaskTokenEvent {
        guard let token = token(of: event) else { throw EventError.missing("TaskToken") }
        for name in ["Input", "input"] {
            guard let input = event[name] else { continue }
            return TaskTokenEvent(
                taskToken: Secret(token),
                input: try EventError.nested(name) { try Input.decodeEvent(input) }
            )
        }
        return TaskTokenEvent(taskToken: Secret(token), input: try Input.decodeEvent(event))
    }

    /// The events with a task token, whatever their input.
    public static var kind: EventKind { EventKind(TaskTokenEvent<JSON>.self) }

    /// Whether the event has a task token.
    public static func recognizes(_ event: JSONNode) -> Bool {
        token(of: event) != nil
    }

    private static func token(of event: JSONNode) -> String? {
        (event["TaskToken"] ?? event["taskToken"])?.string
    }
}
