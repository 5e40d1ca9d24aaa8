/// A hook of a process that is started from a snapshot, such as with
/// [Lambda SnapStart](https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks.html).
struct SnapshotHook: Sendable {
    /// The time at which a hook runs.
    enum Phase: Sendable {
        /// Before the platform takes the snapshot.
        case beforeSnapshot
        /// In each process that was restored from the snapshot.
        case afterRestore
    }

    let phase: Phase
    let body: @Sendable (Context) async throws -> Void
}

extension [SnapshotHook] {
    /// The hooks of a phase in the order in which they run: those before the snapshot are in reverse order of registration.
    func of(_ phase: SnapshotHook.Phase) -> [SnapshotHook] {
        let hooks = filter { $0.phase == phase }
        return phase == .beforeSnapshot ? hooks.reversed() : hooks
    }
}
