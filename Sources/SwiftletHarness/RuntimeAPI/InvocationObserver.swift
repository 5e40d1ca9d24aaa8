import SwiftletTesting

/// Receives how an invocation goes.
protocol InvocationObserver: Sendable {
    /// The event has been handed to the process.
    ///
    /// Not called for one that never is.
    func delivered()

    /// The invocation is over, its answer complete.
    func ended(_ end: InvocationEnd)
}

/// How an invocation went.
struct InvocationEnd: Sendable {
    let ending: RuntimeAPIState.Ending
    /// Whether the process had got the event.
    let wasDelivered: Bool
    /// From the delivery on.
    var duration: Duration = .zero
    /// How long the process took to start, or has been starting, if that has not been reported yet.
    var initDuration: Duration?
    /// What it failed with.
    var failure: FunctionFailure?
    /// The type by which the platform reports a failed start.
    var reportedType: String?
}
