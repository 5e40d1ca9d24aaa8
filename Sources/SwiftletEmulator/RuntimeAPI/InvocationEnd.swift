import Swiftlet

/// The end of an invocation.
struct InvocationEnd: Sendable {
    let ending: RuntimeAPIState.Ending
    /// Whether the event was delivered to the process.
    let wasDelivered: Bool
    /// The time since the delivery.
    var duration: Duration = .zero
    /// The duration of the init phase so far, unless it has already been reported.
    var initDuration: Duration?
    /// The error of a failed invocation.
    var failure: FunctionFailure?
    /// The error type that Lambda reports for a failed init phase.
    var reportedType: String?
}
