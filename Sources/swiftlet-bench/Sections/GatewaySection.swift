/// Requests per second through the local gateway: to the app in its own process, and to processes on the runtime API.
enum GatewaySection {
    private static let connections = 64

    static func run(_ options: Options) throws -> [Table] {
        let title = "The local gateway, requests per second over \(connections) connections"
        let programs = try Programs(options)
        let seconds = options.isQuick ? 1 : 10
        let bootstrap = try programs.bootstrap
        var table = Table(title, ["", "per second"])
        do {
            let users = try programs.program("users")
            let through = ["--through", bootstrap.path, "--instances", "2"]
            for (name, arguments) in [
                ("in process", []), ("through 2 processes, 1 event each", through),
                ("through 2 processes, 8 events each", through + ["--concurrency", "8"]),
            ] {
                // All requests come from one address.
                let environment = bootstrap.environment.merging(["RATE_LIMIT": "off"]) { $1 }
                let gateway = try Gateway(users, arguments, environment: environment)
                defer { gateway.stop() }
                _ = try gateway.requestsPerSecond("/health", connections: connections, seconds: 1)
                let rate = try gateway.requestsPerSecond("/health", connections: connections, seconds: seconds)
                table.add(name, "\(Int(rate))")
            }
        } catch {
            return [.skipped(title, because: error.description)]
        }
        table.note("The client, the gateway and the processes share this machine's processors.")
        return [table]
    }
}
