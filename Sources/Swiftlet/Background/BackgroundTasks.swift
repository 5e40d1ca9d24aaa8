/// An input that provides a list of tasks to run after the response, such as sending an email.
///
/// ```swift
/// let register = Endpoint(.post, "/people", Body(Person.self), BackgroundTasks()) { person, tasks in
///     tasks.add("welcome") { try await sendWelcome(to: person) }
///     return person
/// }
/// ```
///
/// The tasks run in order once the response was sent or, for a stream, once it ended. In a function they delay the next event,
/// and count toward the duration of the invocation. They run exactly if the teardowns of the request have received a success,
/// even if the response could not be sent: what a transaction has committed is followed by its tasks. The instances of
/// dependencies with request lifetime are torn down before, as in FastAPI; those with process lifetime can be used.
///
/// A dependency with request lifetime, an event handler and ``App/withDependencies(_:context:body:)`` may have the input too. All
/// inputs of one request provide the same list.
public struct BackgroundTasks: EndpointInput {
    /// Creates the input.
    public init() {}

    /// Always `false`.
    public var needsPreparation: Bool { false }

    /// Returns the list of the request.
    public func extract(from scope: RequestScope, validation: inout Validation) -> BackgroundTaskList? {
        scope.backgroundTaskList()
    }
}

extension RequestScope {
    /// Returns the list of tasks, which is created on first use.
    fileprivate func backgroundTaskList() -> BackgroundTaskList {
        if let backgroundTasks { return backgroundTasks }
        let list = BackgroundTaskList(context: context.with(container), container: container)
        exits.onFinalExit { list.settle($0) }
        backgroundTasks = list
        return list
    }
}
