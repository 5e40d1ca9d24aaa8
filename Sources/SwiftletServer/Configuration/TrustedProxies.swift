package import HTTPTypes
import Swiftlet

/// The proxies whose `X-Forwarded-For`, `Forwarded` and `X-Forwarded-Proto` fields are used.
///
/// The number of proxies differs between requests on some platforms, such as Knative, whose activator is not always on the path.
/// Proxies are therefore recognized by their addresses; ``App``'s `trustedProxies` adds a CDN, whose addresses are public.
package struct TrustedProxies: Sendable, Hashable {
    private let networks: [Network]

    private enum Network: Hashable {
        case v4(IPv4Network)
        case v6(IPv6Network)
    }

    private init(_ networks: [Network]) {
        self.networks = networks
    }

    /// Parses `none`, or networks and addresses separated by commas; `nil` if one of them is invalid.
    package init?(_ text: String) {
        guard text != "none" else {
            self.init([Network]())
            return
        }
        var networks: [Network] = []
        for part in text.split(separator: ",") {
            let name = String(part.drop { $0 == " " }.prefix { $0 != " " })
            if let network = IPv4Network(name) {
                networks.append(.v4(network))
            } else if let network = IPv6Network(name) {
                networks.append(.v6(network))
            } else {
                return nil
            }
        }
        guard !networks.isEmpty else { return nil }
        self.init(networks)
    }

    /// Loopback, link-local, private and shared addresses: a platform's proxies have these, and clients on the Internet do not.
    package static let privateNetworks = TrustedProxies(
        [
            "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10",
        ]
        .compactMap { IPv4Network($0).map(Network.v4) }
            + ["::1/128", "fc00::/7", "fe80::/10"].compactMap { IPv6Network($0).map(Network.v6) }
    )

    /// The address of the client of the outermost trusted proxy.
    ///
    /// - Parameters:
    ///   - peer: The address of the connection's client.
    ///   - fields: The header fields of the request.
    ///   - count: The number of trusted proxies, where those of the platform count as one.
    /// - Returns: The address, and whether the request was received from a trusted proxy.
    package func client(
        of peer: String?,
        fields: HTTPFields,
        count: Int
    ) -> (address: String?, isForwarded: Bool) {
        guard let peer, contains(peer) else { return (peer, false) }
        var addresses = ForwardedFor.addresses(fields[.xForwardedFor])
        if addresses.isEmpty { addresses = Self.forwarded(fields[.forwarded]) }
        guard let last = addresses.lastIndex(where: { !contains(String($0)) }) ?? addresses.indices.first else {
            return (peer, true)
        }
        return (String(addresses[max(0, last - max(0, count - 1))]), true)
    }

    private func contains(_ address: String) -> Bool {
        // A socket that accepts both IP versions reports an IPv4 address in this form.
        let address = address.hasPrefix("::ffff:") ? String(address.dropFirst("::ffff:".count)) : address
        if let address = IPv4Address(address) {
            return networks.contains { if case .v4(let network) = $0 { network.contains(address) } else { false } }
        }
        guard let address = IPv6Address(address) else { return false }
        return networks.contains { if case .v6(let network) = $0 { network.contains(address) } else { false } }
    }

    /// The `for` parameters of a `Forwarded` field ([RFC 7239](https://www.rfc-editor.org/rfc/rfc7239)).
    private static func forwarded(_ field: String?) -> [Substring] {
        (field ?? "").split(separator: ",")
            .compactMap { element in
                let parameters = element.split(separator: ";").map { $0.drop { $0 == " " || $0 == "\t" } }
                guard let node = parameters.first(where: { $0.lowercased().hasPrefix("for=") })?.dropFirst(4) else {
                    return nil
                }
                return ForwardedFor.withoutPort(node.drop { $0 == "\"" }.prefix { $0 != "\"" && $0 != " " })
            }
    }
}

extension HTTPField.Name {
    /// `X-Forwarded-Proto`: the scheme that the client used.
    static let xForwardedProto = HTTPField.Name.constant("X-Forwarded-Proto")
    /// `Forwarded` ([RFC 7239](https://www.rfc-editor.org/rfc/rfc7239)).
    static let forwarded = HTTPField.Name.constant("Forwarded")
}
