/// Observes an invocation.
protocol InvocationObserver: Sendable {
    /// The event has been delivered to the process.
    ///
    /// Not called if the event is never delivered.
    func delivered()

    /// The invocation is finished, including its response.
    func ended(_ end: InvocationEnd)
}
