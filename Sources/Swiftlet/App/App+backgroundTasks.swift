extension App {
    /// The number of ``BackgroundTasks`` that have thrown an error or could not run since the app was created.
    public var failedBackgroundTaskCount: Int { container.failedTaskCount }

    /// Whether an endpoint or event handler has the input ``BackgroundTasks``.
    package var usesBackgroundTasks: Bool { plan.usesBackgroundTasks }
}
