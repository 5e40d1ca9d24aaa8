/// The hosts of a URL, with the addresses that were found for them, as libpq takes them.
///
/// libpq would look up names itself, but it blocks meanwhile. A name keeps its place beside each of its addresses: TLS
/// checks the certificate against the name.
struct PostgresHosts: Equatable, Sendable {
    struct Host: Equatable, Sendable {
        var name: String
        var port: String
    }

    let hosts: [Host]

    /// Nil when the parameters name no host, or give the addresses themselves.
    init?(_ parameters: PostgresParameters) {
        guard parameters["hostaddr"] == nil, let list = parameters["host"], !list.isEmpty else { return nil }
        let names = list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let ports = (parameters["port"] ?? "").split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard ports.count <= 1 || ports.count == names.count else { return nil }
        hosts = names.enumerated()
            .map { index, name in
                Host(name: name, port: ports.count > 1 ? ports[index] : ports.first ?? "")
            }
    }

    /// The names to look up: not the folder of a socket, and no addresses.
    var names: [String] {
        hosts.map(\.name)
            .filter { name in
                !name.isEmpty && !name.hasPrefix("/") && !name.hasPrefix("@") && !HostResolver.isAddress(name)
            }
    }

    /// Puts the addresses into the parameters.
    ///
    /// A name without one stays, and libpq says what is wrong with it.
    func apply(_ addresses: [String: [String]], to parameters: inout PostgresParameters) {
        var entries: [(name: String, address: String, port: String)] = []
        for host in hosts {
            for address in addresses[host.name] ?? [""] {
                entries.append((host.name, address, host.port))
            }
        }
        parameters["host"] = entries.map(\.name).joined(separator: ",")
        parameters["hostaddr"] = entries.map(\.address).joined(separator: ",")
        parameters["port"] = entries.map(\.port).joined(separator: ",")
    }
}
