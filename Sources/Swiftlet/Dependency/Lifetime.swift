/// The lifetime of a ``Dependency``'s instance.
public struct Lifetime: Sendable, Hashable {
    enum Kind {
        case request
        case process
    }

    let kind: Kind
    let isEager: Bool
    /// Whether the instance is part of a snapshot of the process.
    var isInSnapshot = false

    /// Created once per request on first use, shared within the request, and torn down before the response is sent.
    public static let perRequest = Lifetime(kind: .request, isEager: false)
    /// Created once per process on first use, and torn down at shutdown.
    public static let perProcess = Lifetime(kind: .process, isEager: false)
    /// Created eagerly, once per process at startup: an error fails the startup, and the first request need not wait.
    public static let perProcessAtStartup = Lifetime(kind: .process, isEager: true)
    /// Created eagerly, once per process at startup and, in a function with SnapStart, before the snapshot: all processes that
    /// are restored from it have a copy of the instance.
    ///
    /// For values that are expensive to create, and equal for all processes. The copies share random numbers, and a connection
    /// in a snapshot does not work: see ``ExitScope/afterRestore(_:)``.
    public static let perProcessBeforeSnapshot = Lifetime(kind: .process, isEager: true, isInSnapshot: true)
}
