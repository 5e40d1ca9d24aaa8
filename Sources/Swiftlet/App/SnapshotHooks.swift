/// Hooks of an app that is started from a snapshot, such as with
/// [Lambda SnapStart](https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks.html).
///
/// ```swift
/// let restoredApp = App(title: "Rates", version: "1.0.0") {
///     SnapshotHooks(
///         beforeSnapshot: { context in _ = try await rateTable.instance(context: context) },
///         afterRestore: { context in context.logger.info("Restored \(context.function.name)") }
///     )
///     listRates
/// }
/// ```
///
/// They run only in a function whose initialization type is `snap-start`. Dependencies register hooks of their own with
/// ``ExitScope/beforeSnapshot(_:)`` and ``ExitScope/afterRestore(_:)``. Before the snapshot, the hooks of the app run first,
/// and all run in reverse order; after the restore, in order, those of the app last. The hooks of a mounted app run between
/// those of the outer app and those of the dependencies.
public struct SnapshotHooks: AppComponent {
    private let hooks: [SnapshotHook]

    /// Creates the component.
    ///
    /// - Parameters:
    ///   - beforeSnapshot: Runs before the snapshot, after the creation of the dependencies with the lifetime
    ///     ``Lifetime/perProcessBeforeSnapshot``. An error that it throws fails the initialization.
    ///   - afterRestore: Runs in each restored process, before the dependencies with the lifetime
    ///     ``Lifetime/perProcessAtStartup`` are created. An error that it throws fails the restore.
    public init(
        beforeSnapshot: (@Sendable (_ context: Context) async throws -> Void)? = nil,
        afterRestore: (@Sendable (_ context: Context) async throws -> Void)? = nil
    ) {
        hooks =
            (beforeSnapshot.map { [SnapshotHook(phase: .beforeSnapshot, body: $0)] } ?? [])
            + (afterRestore.map { [SnapshotHook(phase: .afterRestore, body: $0)] } ?? [])
    }

    /// Adds the hooks to the app.
    public func register(in assembly: inout AppAssembly) {
        for hook in hooks { assembly.add(hook) }
    }
}
