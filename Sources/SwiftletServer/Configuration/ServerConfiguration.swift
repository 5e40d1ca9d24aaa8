import NIOCore
package import SwiftletRuntime

/// The configuration of a server, from environment variables.
package struct ServerConfiguration: Sendable {
    /// The address to listen on.
    package var host = "0.0.0.0"
    /// The port; 0 selects a free port.
    package var port = 8080
    /// The number of event loops, each with its own instances of the app's dependencies.
    package var loops = System.coreCount
    /// The maximum size of a request body in bytes.
    package var bodyLimit = 6 * 1024 * 1024
    /// The maximum duration of a request, with its response.
    package var requestTimeout: Duration = .seconds(300)
    /// The limits of connections.
    package var connections = ConnectionLimits()
    /// The time from a termination signal until connections are no longer accepted.
    package var shutdownDelay: Duration = .seconds(1)
    /// The time from a termination signal until requests in flight are cancelled.
    package var gracePeriod: Duration = .seconds(8)
    /// The path of the health check.
    package var healthPath = "/healthz"
    /// The path of the readiness check.
    package var readinessPath = "/readyz"
    /// The path that receives CloudEvents; `nil` if they are not accepted.
    package var eventsPath: String? = "/"
    /// The senders of CloudEvents whose validation requests are granted.
    package var eventsOrigins = WebhookOrigins.none
    /// The rate that is granted to a sender of CloudEvents, in requests per minute; `nil` for no limit.
    package var eventsRate: Int?
    /// The proxies whose forwarding header fields are used.
    package var trustedProxies = TrustedProxies.privateNetworks
    /// Whether the server logs requests; otherwise `RequestLog` of the app does, if it has one.
    package var logsRequests = true

    /// Reads the configuration from environment variables; missing or empty ones have their default.
    ///
    /// - Parameters:
    ///   - variables: The environment variables.
    ///   - descriptorLimit: The process's limit of open descriptors, which bounds the number of connections.
    /// - Throws: ``SwiftletRuntime/EnvironmentError`` for an invalid value.
    package init(_ variables: [String: String] = [:], descriptorLimit: Int = .max) throws(EnvironmentError) {
        let reader = VariableReader(variables)
        host = reader.text(ServerKey.host) ?? host
        for name in [ServerKey.port, ServerKey.customHandlerPort] {
            port = try reader.integer(name, in: 0...65_535) ?? port
        }
        loops = try reader.integer(ServerKey.loops, in: 1...256) ?? loops
        bodyLimit = try reader.integer(ServerKey.bodyLimit, in: 0...1_073_741_824) ?? bodyLimit
        requestTimeout = try reader.seconds(ServerKey.requestTimeout) ?? requestTimeout
        connections.maximumCount = max(64, min(10_000, descriptorLimit - Self.reservedDescriptors))
        if let count = try reader.integer(ServerKey.maximumConnections, in: 1...1_000_000) {
            connections.maximumCount = count
        }
        connections.headerTimeout = try reader.seconds(ServerKey.headerTimeout) ?? connections.headerTimeout
        connections.readTimeout = try reader.seconds(ServerKey.readTimeout) ?? connections.readTimeout
        connections.idleTimeout = try reader.seconds(ServerKey.idleTimeout) ?? connections.idleTimeout
        shutdownDelay = try reader.seconds(ServerKey.shutdownDelay, from: 0) ?? shutdownDelay
        gracePeriod = try reader.seconds(ServerKey.gracePeriod, from: 0) ?? gracePeriod
        healthPath = try reader.path(ServerKey.healthPath) ?? healthPath
        readinessPath = try reader.path(ServerKey.readinessPath) ?? readinessPath
        if reader.text(ServerKey.eventsPath) == "off" {
            eventsPath = nil
        } else if let path = try reader.path(ServerKey.eventsPath) {
            eventsPath = path
        }
        if let text = reader.text(ServerKey.eventsOrigins) {
            guard let origins = WebhookOrigins(text) else {
                throw reader.malformed(
                    ServerKey.eventsOrigins,
                    "`none`, `*`, or a list of DNS names such as eventgrid.azure.net"
                )
            }
            eventsOrigins = origins
        }
        eventsRate = try reader.integer(ServerKey.eventsRate, in: 1...1_000_000_000)
        logsRequests = try reader.isOn(ServerKey.accessLog) ?? logsRequests
        if let text = reader.text(ServerKey.trustedProxies) {
            guard let proxies = TrustedProxies(text) else {
                throw reader.malformed(
                    ServerKey.trustedProxies,
                    "`none`, or a list of networks such as 10.0.0.0/8, 2001:db8::/32"
                )
            }
            trustedProxies = proxies
        }
    }

    /// Descriptors reserved for everything other than connections of clients: databases, outbound requests, files.
    private static let reservedDescriptors = 256
}
