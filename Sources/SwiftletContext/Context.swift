public import Logging
public import SwiftletJSON

/// The context of an invocation: request ID, deadline, caller and logger.
///
/// ```swift
/// let trace = Endpoint(.get, "/trace", Invocation()) { context in
///     context.logger.info("Tracing a request")
///     return context.requestID
/// }
/// ```
///
/// The runtime creates it from the headers of the runtime API. In tests, create one with
/// ``init(requestID:deadline:logger:clock:)`` and set the required properties.
///
/// A context has value semantics with copy-on-write storage, because it is copied often during an invocation.
public struct Context: Sendable {
    private var storage: Storage

    /// Creates a context.
    ///
    /// - Parameters:
    ///   - requestID: The request ID.
    ///   - deadline: The invocation's deadline, or `nil` for none.
    ///   - logger: The logger of the invocation.
    ///   - clock: The wall clock.
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

    /// Creates a context with a logger that is created on access, because most invocations do not log.
    ///
    /// - Parameters:
    ///   - requestID: The request ID.
    ///   - makeLogger: Creates the logger of a context.
    package init(requestID: String, makeLogger: @escaping @Sendable (Context) -> Logger) {
        storage = Storage(requestID, .system)
        storage.makeLogger = makeLogger
    }

    /// The request ID of the invocation; the runtime sets the one assigned by the platform.
    public var requestID: String {
        get { storage.requestID }
        set { uniqueStorage().requestID = newValue }
    }

    /// The deadline at which the platform terminates the invocation, or `nil` if there is none.
    public var deadline: ContinuousClock.Instant? {
        get { storage.deadline }
        set { uniqueStorage().deadline = newValue }
    }

    /// The ARN used to invoke the function, including the version or alias if the caller specified one.
    public var invokedFunctionARN: String? {
        get { storage.invokedFunctionARN }
        set { uniqueStorage().invokedFunctionARN = newValue }
    }

    /// The X-Ray trace header, such as `Root=1-…;Parent=…;Sampled=1`.
    public var traceID: String? {
        get { storage.traceID }
        set { uniqueStorage().traceID = newValue }
    }

    /// The client context sent by a mobile SDK or an `Invoke` call, as arbitrary JSON.
    public var clientContext: JSON? {
        get { storage.clientContext }
        set { uniqueStorage().clientContext = newValue }
    }

    /// The Cognito identity of the caller, as arbitrary JSON.
    public var identity: JSON? {
        get { storage.identity }
        set { uniqueStorage().identity = newValue }
    }

    /// ``clientContext`` with its known members, or `nil` if there is none.
    public var client: ClientContext? { clientContext.flatMap { ClientContext($0) } }

    /// ``identity`` with its known members, or `nil` if there is none.
    public var cognitoIdentity: CognitoIdentity? { identity.flatMap { CognitoIdentity($0) } }

    /// The facts about the function: name, version, memory limit and log stream.
    public var function: FunctionInfo {
        get { storage.function }
        set { uniqueStorage().function = newValue }
    }

    /// The tenant ID, if the function uses tenant isolation.
    public var tenantID: String? {
        get { storage.tenantID }
        set { uniqueStorage().tenantID = newValue }
    }

    /// The ID that identifies the same operation in the logs of several services, if the app is configured for it.
    public var correlationID: String? {
        get { storage.correlationID }
        set {
            let storage = uniqueStorage()
            storage.correlationID = newValue
            // A logger that is created on access has the IDs of its context.
            storage.logger?[metadataKey: "correlationId"] = newValue.map { "\($0)" }
        }
    }

    /// Whether this is the first invocation of its process.
    public var isColdStart: Bool {
        get { storage.isColdStart }
        set { uniqueStorage().isColdStart = newValue }
    }

    /// Whether the host supports response streaming.
    ///
    /// If so, responses to function URLs and REST APIs are always streamed with an HTTP prelude, regardless of the endpoint;
    /// responses to other events are buffered.
    public var streamsResponses: Bool {
        get { storage.streamsResponses }
        set { uniqueStorage().streamsResponses = newValue }
    }

    /// The logger of the invocation, whose metadata includes the request ID.
    public var logger: Logger {
        get { storage.logger ?? storage.makeLogger(self) }
        set { uniqueStorage().logger = newValue }
    }

    /// The wall clock, which tests can replace with a fixed one.
    public var clock: WallClock {
        get { storage.clock }
        set { uniqueStorage().clock = newValue }
    }

    /// The time left until ``deadline``, at least zero; `nil` if there is no deadline.
    public var remainingTime: Duration? {
        deadline.map { max(.zero, ContinuousClock.now.duration(to: $0)) }
    }

    /// The context of the invocation handled by the current task, or `nil` outside of an invocation.
    ///
    /// The host of a handler sets it, for code without a context argument: loggers and database clients.
    @TaskLocal public static var current: Context?

    /// The app's dependency container, for code that resolves a dependency outside of a request's inputs.
    package var container: (any AnyObject & Sendable)? {
        get { storage.container }
        set { uniqueStorage().container = newValue }
    }

    /// The work to run after the response; `nil` if the host cannot run any.
    package var backgroundWork: BackgroundWork? {
        get { storage.backgroundWork }
        set { uniqueStorage().backgroundWork = newValue }
    }

    /// The exchange of the request, for middleware.
    package var exchange: (any AnyObject & Sendable)? {
        get { storage.exchange }
        set { uniqueStorage().exchange = newValue }
    }

    /// Whether the host logs each request itself, so that middleware does not.
    package var isLoggedByHost: Bool {
        get { storage.isLoggedByHost }
        set { uniqueStorage().isLoggedByHost = newValue }
    }

    /// Returns uniquely referenced storage for mutation.
    private mutating func uniqueStorage() -> Storage {
        if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage) }
        return storage
    }

    // Only mutated while uniquely referenced (copy-on-write).
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
        var container: (any AnyObject & Sendable)?
        var exchange: (any AnyObject & Sendable)?
        var isLoggedByHost = false
        var backgroundWork: BackgroundWork?
        var function = FunctionInfo.local
        var correlationID: String?
        var isColdStart = false

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
            container = other.container
            exchange = other.exchange
            isLoggedByHost = other.isLoggedByHost
            backgroundWork = other.backgroundWork
            function = other.function
            correlationID = other.correlationID
            isColdStart = other.isColdStart
        }
    }
}
