/// The hosts of a URL, in order.
///
/// libpq's own name resolution blocks, and it does not apply `connect_timeout` in non-blocking mode. So it is given one
/// address at a time.
struct PostgresHosts: Equatable, Sendable {
    struct Host: Equatable, Sendable {
        /// The host name, an address, the directory of a socket, or an empty string for libpq's default.
        ///
        /// It is passed along with the address, for the certificate check and the password file.
        var name: String
        /// The address to connect to; empty if it is unknown or not applicable.
        var address: String
        var port: String

        var isSocket: Bool { address.isEmpty && (name.isEmpty || name.hasPrefix("/") || name.hasPrefix("@")) }

        /// Whether the name must be resolved.
        var needsAddress: Bool { address.isEmpty && !isSocket }

        /// Whether the server runs on this machine.
        var isLocal: Bool {
            if isSocket { return true }
            let host = address.isEmpty ? name : address
            return host == "localhost" || host == "::1" || HostResolver.isLoopback(host)
        }
    }

    let hosts: [Host]

    /// Returns `nil` if the numbers of hosts, addresses and ports differ, which libpq rejects.
    init?(_ parameters: PostgresParameters) {
        let names = Self.items(of: parameters["host"])
        let addresses = Self.items(of: parameters["hostaddr"])
        let ports = Self.items(of: parameters["port"])
        let count = max(1, addresses.isEmpty ? names.count : addresses.count)
        guard names.isEmpty || names.count == count, ports.count <= 1 || ports.count == count else { return nil }
        hosts = (0..<count)
            .map { index in
                let name = names.isEmpty ? "" : names[index]
                let address = addresses.isEmpty ? "" : addresses[index]
                return Host(
                    name: name,
                    address: address.isEmpty && HostResolver.isAddress(name) ? name : address,
                    port: ports.count > 1 ? ports[index] : ports.first ?? ""
                )
            }
    }

    private static func items(of list: String?) -> [String] {
        guard let list, !list.isEmpty else { return [] }
        return list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
}
