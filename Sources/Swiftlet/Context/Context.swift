public import Logging
public import SwiftletJSON

/// What the platform says about one invocation: who asked, until when, and where the log goes.
///
/// The runtime fills it from the headers of the runtime API; a test makes one with
/// ``init(requestID:deadline:logger:clock:)`` and sets what it needs.
public struct Context: Sendable {
    /// The platform's id of this invocation, unique among retries too.
    public var requestID: String
    /// The instant at which the platform ends the invocation, or `nil` where nothing does.
    public var deadline: ContinuousClock.Instant?
    /// The ARN by which the function was invoked: with a version or alias where the caller named one.
    public var invokedFunctionARN: String?
    /// The X-Ray trace header, as in `Root=1-…;Parent=…;Sampled=1`.
    public var traceID: String?
    /// What a mobile SDK or an `invoke` call sent along as client context: any JSON.
    public var clientContext: JSON?
    /// The Cognito identity of the caller: any JSON.
    public var identity: JSON?
    /// The tenant on whose behalf the function runs, where the platform isolates tenants.
    public var tenantID: String?
    /// Whether the host can send a response in parts while it is being made.
    public var streamsResponses: Bool
    /// The logger of this invocation: every line carries the request id.
    public var logger: Logger {
        get { ownLogger ?? makeLogger(self) }
        set { ownLogger = newValue }
    }
    /// The wall clock: injected, so that a test can fix it.
    public var clock: WallClock

    private var ownLogger: Logger?
    /// Makes the logger when it is first asked for: most invocations log nothing.
    private var makeLogger: @Sendable (Context) -> Logger = { _ in Logger(label: "swiftlet") }

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
        self.requestID = requestID
        self.deadline = deadline
        self.streamsResponses = false
        self.ownLogger = logger
        self.clock = clock
    }

    /// Creates a context, with a logger that is made when it is asked for.
    ///
    /// - Parameters:
    ///   - requestID: the invocation's id.
    ///   - deadline: when the invocation ends, or `nil` for never.
    ///   - makeLogger: makes the logger of a context.
    package init(
        requestID: String,
        deadline: ContinuousClock.Instant?,
        makeLogger: @escaping @Sendable (Context) -> Logger
    ) {
        self.requestID = requestID
        self.deadline = deadline
        self.streamsResponses = false
        self.makeLogger = makeLogger
        self.clock = .system
    }

    /// The time left until ``deadline``, never less than zero; `nil` where there is no deadline.
    public var remainingTime: Duration? {
        deadline.map { max(.zero, ContinuousClock.now.duration(to: $0)) }
    }

    /// The context of the invocation which the current task serves, or `nil` outside of one.
    @TaskLocal public static var current: Context?
}
