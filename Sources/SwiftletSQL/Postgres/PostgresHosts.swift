/// The hosts of a URL, in their order.
///
/// libpq would look up names itself, but it blocks meanwhile, and it does not apply `connect_timeout` without blocking. So
/// one address at a time is given to it.
struct PostgresHosts: Equatable, Sendable {
    struct Host: Equatable, Sendable {
        /// The name, an address, the folder of a socket, or nothing for libpq's default.
        ///
        /// It stays beside the address: TLS checks the certificate against it, and the password file is searched for it.
        var name: String
        /// The address to connect to, empty where it is not known or there is none.
        var address: String
        var port: String

        var isSocket: Bool { address.isEmpty && (name.isEmpty || name.hasPrefix("/") || name.hasPrefix("@")) }

        /// Whether the name has to be looked up.
        var needsAddress: Bool { address.isEmpty && !isSocket }

        /// Whether the server is on this machine.
        var isLocal: Bool {
            if isSocket { return true }
            let host = address.isEmpty ? name : address
            return host == "localhost" || host == "::1" || HostResolver.isLoopback(host)
        }
    }

    let hosts: [Host]

    /// Nil when the parameters give different numbers of hosts, addresses and ports, which libpq rejects.
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
