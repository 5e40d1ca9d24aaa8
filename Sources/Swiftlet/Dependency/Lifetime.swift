/// The lifetime of a ``Dependency``'s instance.
public struct Lifetime: Sendable, Hashable {
    enum Kind {
        case request
        case process
    }

    let kind: Kind
    let isEager: Bool

    /// Created once per request on first use, shared within the request, and torn down before the response is sent.
    public static let perRequest = Lifetime(kind: .request, isEager: false)
    /// Created once per process on first use, and torn down at shutdown.
    public static let perProcess = Lifetime(kind: .process, isEager: false)
    /// Created eagerly, once per process at startup: an error fails the startup, and the first request need not wait.
    public static let perProcessAtStartup = Lifetime(kind: .process, isEager: true)
}
