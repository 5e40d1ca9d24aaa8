/// The names of the environment variables of a server.
enum ServerKey {
    /// The port, set by most platforms.
    static let port = "PORT"
    /// The port, set by Azure Functions for custom handlers; it takes precedence.
    static let customHandlerPort = "FUNCTIONS_CUSTOMHANDLER_PORT"
    /// The address to listen on.
    static let host = "SWIFTLET_HOST"
    /// The number of event loops.
    static let loops = "SWIFTLET_LOOPS"
    /// The maximum size of a request body in bytes.
    static let bodyLimit = "SWIFTLET_BODY_LIMIT"
    /// The maximum number of open connections.
    static let maximumConnections = "SWIFTLET_MAX_CONNECTIONS"
    /// The maximum duration of a request, with its response, in seconds.
    static let requestTimeout = "SWIFTLET_REQUEST_TIMEOUT"
    /// The maximum time for receiving the header of a request, in seconds.
    static let headerTimeout = "SWIFTLET_HEADER_TIMEOUT"
    /// The maximum time for receiving a request, in seconds.
    static let readTimeout = "SWIFTLET_READ_TIMEOUT"
    /// The time after which an idle connection is closed, in seconds.
    static let idleTimeout = "SWIFTLET_IDLE_TIMEOUT"
    /// The time from a termination signal until connections are no longer accepted, in seconds.
    static let shutdownDelay = "SWIFTLET_SHUTDOWN_DELAY"
    /// The time from a termination signal until requests in flight are cancelled, in seconds.
    static let gracePeriod = "SWIFTLET_GRACE_PERIOD"
    /// The path of the health check.
    static let healthPath = "SWIFTLET_HEALTH_PATH"
    /// The path of the readiness check.
    static let readinessPath = "SWIFTLET_READINESS_PATH"
    /// The path that receives CloudEvents.
    static let eventsPath = "SWIFTLET_EVENTS_PATH"
    /// The senders of CloudEvents that are permitted to deliver events.
    static let eventsOrigins = "SWIFTLET_EVENTS_ORIGINS"
    /// The rate that is granted to a sender of CloudEvents, in requests per minute.
    static let eventsRate = "SWIFTLET_EVENTS_RATE"
    /// The networks of trusted proxies.
    static let trustedProxies = "SWIFTLET_TRUSTED_PROXIES"
    /// Whether the server logs requests.
    static let accessLog = "SWIFTLET_ACCESS_LOG"
    /// The format of the log, with precedence over the variable of the function's platform.
    static let logFormat = "SWIFTLET_LOG_FORMAT"
    /// The minimum level that is logged, with precedence over the variable of the function's platform.
    static let logLevel = "SWIFTLET_LOG_LEVEL"
}
