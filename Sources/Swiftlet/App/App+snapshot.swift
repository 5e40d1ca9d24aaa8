extension App {
    /// Prepares the process for a snapshot: creates the dependencies that are part of it, and runs the hooks before it.
    ///
    /// - Throws: ``AppError`` if the configuration is invalid, or the error of a dependency or a hook.
    package func prepareForSnapshot() async throws {
        if !plan.faults.isEmpty { throw AppError(faults: plan.faults) }
        try check()
        try await createDependencies { $0.lifetime.isInSnapshot }
        let context = Context().with(container)
        for hook in plan.snapshotHooks.of(.beforeSnapshot) { try await hook.body(context) }
        try await container.runHooks(.beforeSnapshot, context: context)
    }

    /// Runs the hooks after the restore from a snapshot.
    ///
    /// - Throws: The error of the first hook that fails.
    package func restoreFromSnapshot() async throws {
        let context = Context().with(container)
        try await container.runHooks(.afterRestore, context: context)
        for hook in plan.snapshotHooks.of(.afterRestore) { try await hook.body(context) }
    }
}
