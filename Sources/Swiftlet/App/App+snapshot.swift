extension App {
    /// Prepares the process for a snapshot: creates the dependencies that are part of it, and runs the hooks before it.
    ///
    /// - Parameter function: The facts about the function, for the context of the hooks.
    /// - Throws: ``AppError`` if the configuration is invalid, or the error of a dependency or a hook.
    package func prepareForSnapshot(function: FunctionInfo = .local) async throws {
        if !plan.faults.isEmpty { throw AppError(faults: plan.faults) }
        try check()
        try await createDependencies { $0.lifetime.isInSnapshot }
        var context = Context()
        context.function = function
        try await runHooks(.beforeSnapshot, context: context)
        try await container.runHooks(.beforeSnapshot, context: context.with(container))
    }

    /// Runs the hooks after the restore from a snapshot.
    ///
    /// - Parameter function: The facts about the function, for the context of the hooks.
    /// - Throws: The error of the first hook that fails.
    package func restoreFromSnapshot(function: FunctionInfo = .local) async throws {
        var context = Context()
        context.function = function
        try await container.runHooks(.afterRestore, context: context.with(container))
        try await runHooks(.afterRestore, context: context)
    }

    /// Runs the hooks of this app and of its mounted apps: before the snapshot this app's first, after the restore last.
    private func runHooks(_ phase: SnapshotHook.Phase, context: Context) async throws {
        let mounted = plan.mounts.map { $0.app(in: self) }
        if phase == .afterRestore {
            for app in mounted { try await app.runHooks(phase, context: context) }
        }
        for hook in plan.snapshotHooks.of(phase) { try await hook.body(context.with(container)) }
        if phase == .beforeSnapshot {
            for app in mounted.reversed() { try await app.runHooks(phase, context: context) }
        }
    }
}
