extension App {
    /// The number of ``BackgroundTasks`` that have thrown an error or could not run since the app was created.
    ///
    /// A server has a copy of the app per event loop, and each counts its own.
    public var failedBackgroundTaskCount: Int { container.failedTaskCount }

    /// Whether an endpoint or event handler has the input ``BackgroundTasks``.
    package var usesBackgroundTasks: Bool { plan.usesBackgroundTasks }
}
