extension Task where Success == Never, Failure == Never {
    /// The preferred executor of the current task, or `nil`.
    ///
    /// Unstructured tasks do not inherit it.
    package static var currentExecutor: (any TaskExecutor)? {
        unsafe withUnsafeCurrentTask { task in unsafe task?.unownedTaskExecutor?.asTaskExecutor() }
    }
}
