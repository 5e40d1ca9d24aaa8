/// How long what a ``Dependency`` makes is kept.
public struct Lifetime: Sendable, Hashable {
    enum Kind {
        case request
        case environment
    }

    let kind: Kind
    let isEager: Bool

    /// Made once in each request that asks for it, shared by all that ask, and torn down before the response leaves.
    public static let perRequest = Lifetime(kind: .request, isEager: false)
    /// Made once in the life of the process, at first use, and torn down when the host shuts down.
    public static let perEnvironment = Lifetime(kind: .environment, isEager: false)
    /// Made once in the life of the process, at start, so that a failure is a failed start and the first request is fast.
    public static let perEnvironmentAtStart = Lifetime(kind: .environment, isEager: true)
}
