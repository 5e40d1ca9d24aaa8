extension Task where Success == Never, Failure == Never {
    /// The executor that the current task prefers, or `nil`: an unstructured task runs there only if it is given it.
    static var currentExecutor: (any TaskExecutor)? {
        unsafe withUnsafeCurrentTask { task in unsafe task?.unownedTaskExecutor?.asTaskExecutor() }
    }
}
