/// A command for the loop's thread, which alone may use libcurl's handles.
enum LoopCommand: Sendable {
    case add(Transfer)
    case cancel(id: UInt64)
    case unpause(id: UInt64)
    /// Closes the connection of a connect-only transfer.
    case disconnect(Transfer)
    /// Ends a wait as if its deadline had passed.
    case interrupt(wait: UInt64)
}
