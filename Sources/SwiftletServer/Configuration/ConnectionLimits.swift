/// The limits of an HTTP server's connections.
package struct ConnectionLimits: Sendable, Hashable {
    /// The maximum number of open connections; further ones wait until one is closed.
    package var maximumCount: Int?
    /// The maximum time for receiving the header of a request, from its first byte.
    package var headerTimeout: Duration? = .seconds(10)
    /// The maximum time for receiving a request, from its first byte, and for which a client may read nothing of a response.
    package var readTimeout: Duration? = .seconds(60)
    /// The time after which a connection without a request is closed.
    ///
    /// Longer than that of an AWS load balancer, which would otherwise send requests on connections that are being closed.
    package var idleTimeout: Duration? = .seconds(75)
    /// The maximum size of the request line and the header fields in bytes.
    package var maximumHeaderBytes = 64 * 1024
    /// The size of a body in bytes above which `100 Continue` is not sent.
    package var maximumBodyBytes = Int.max

    /// Creates the default limits.
    package init() {}

    /// Those of a server for local development: a larger header than any gateway accepts, and no timeouts.
    package static var local: ConnectionLimits {
        var limits = ConnectionLimits()
        limits.headerTimeout = nil
        limits.readTimeout = nil
        limits.idleTimeout = nil
        limits.maximumHeaderBytes = 256 * 1024
        return limits
    }
}
