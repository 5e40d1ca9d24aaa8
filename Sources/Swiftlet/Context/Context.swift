public import Logging
public import SwiftletJSON

/// What the platform says about one invocation: who asked, until when, and where the log goes.
///
/// The runtime fills it from the headers of the runtime API; a test makes one with
/// ``init(requestID:deadline:logger:clock:)`` and sets what it needs.
///
/// It is a value. Its copies share their storage until one is changed, as it is handed on many times in an invocation.
public struct Context: Sendable {
    private var storage: Storage

    /// Creates a context, with nothing known but its id.
    ///
    /// - Parameters:
    ///   - requestID: the invocation's id.
    ///   - deadline: when the invocation ends, or `nil` for never.
    ///   - logger: where the invocation's log goes.
    ///   - clock: the wall clock.
    public init(
        requestID: String = "local",
        deadline: ContinuousClock.Instant? = nil,
        logger: Logger = Logger(label: "swiftlet"),
        clock: WallClock = .system
    ) {
        storage = Storage(requestID, clock)
        storage.deadline = deadline
        storage.logger = logger
    }

    /// Creates a context, with a logger that is made when it is asked for: most invocations log nothing.
    ///
    /// - Parameters:
    ///   - requestID: the invocation's id.
    ///   - makeLogger: makes the logger of a context.
    package init(requestID: String, makeLogger: @escaping @Sendable (Context) -> Logger) {
        storage = Storage(requestID, .system)
        storage.makeLogger = makeLogger
    }

    /// The platform's id of this invocation, unique among retries too.
    public var requestID: String {
        get { storage.requestID }
        set { own().requestID = newValue }
    }

    /// The instant at which the platform ends the invocation, or `nil` where nothing does.
    public var deadline: ContinuousClock.Instant? {
        get { storage.deadline }
        set { own().deadline = newValue }
    }

    /// The ARN by which the function was invoked: with a version or alias where the caller named one.
    public var invokedFunctionARN: String? {
        get { storage.invokedFunctionARN }
        set { own().invokedFunctionARN = newValue }
    }

    /// The X-Ray trace header, as in `Root=1-…;Parent=…;Sampled=1`.
    public var traceID: String? {
        get { storage.traceID }
        set { own().traceID = newValue }
    }

    /// What a mobile SDK or an `invoke` call sent along as client context: any JSON.
    public var clientContext: JSON? {
        get { storage.clientContext }
        set { own().clientContext = newValue }
    }

    /// The Cognito identity of the caller: any JSON.
    public var identity: JSON? {
        get { storage.identity }
        set { own().identity = newValue }
    }

    /// The tenant on whose behalf the function runs, where the platform isolates tenants.
    public var tenantID: String? {
        get { storage.tenantID }
        set { own().tenantID = newValue }
    }

    /// Whether the host streams responses.
    ///
    /// Responses to function URLs and REST APIs are then always streams with an HTTP prelude, whatever the endpoint;
    /// responses to other events are buffered.
    public var streamsResponses: Bool {
        get { storage.streamsResponses }
        set { own().streamsResponses = newValue }
    }

    /// The logger of this invocation: every line carries the request id.
    public var logger: Logger {
        get { storage.logger ?? storage.makeLogger(self) }
        set { own().logger = newValue }
    }

    /// The wall clock: injected, so that a test can fix it.
    public var clock: WallClock {
        get { storage.clock }
        set { own().clock = newValue }
    }

    /// The time left until ``deadline``, never less than zero; `nil` where there is no deadline.
    public var remainingTime: Duration? {
        deadline.map { max(.zero, ContinuousClock.now.duration(to: $0)) }
    }

    /// The context of the invocation which the current task serves, or `nil` outside of one.
    @TaskLocal public static var current: Context?

    /// Whether both are copies of one, neither of them changed.
    func isSame(as other: Context) -> Bool {
        storage === other.storage
    }

    /// The storage to change, which is this copy's alone.
    private mutating func own() -> Storage {
        if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage) }
        return storage
    }

    // Guarded by being changed only through the one copy that refers to it.
    private final class Storage: @unchecked Sendable {
        var requestID: String
        var deadline: ContinuousClock.Instant?
        var invokedFunctionARN: String?
        var traceID: String?
        var clientContext: JSON?
        var identity: JSON?
        var tenantID: String?
        var streamsResponses = false
        var logger: Logger?
        var makeLogger: @Sendable (Context) -> Logger = { _ in Logger(label: "swiftlet") }
        var clock: WallClock

        init(_ requestID: String, _ clock: WallClock) {
            self.requestID = requestID
            self.clock = clock
        }

        init(_ other: Storage) {
            requestID = other.requestID
            deadline = other.deadline
            invokedFunctionARN = other.invokedFunctionARN
            traceID = other.traceID
            clientContext = other.clientContext
            identity = other.identity
            tenantID = other.tenantID
            streamsResponses = other.streamsResponses
            logger = other.logger
            makeLogger = other.makeLogger
            clock = other.clock
        }
    }
}
