/// Groups client addresses by network, so that rate limits count a client and not its individual IPv6 addresses.
public enum ClientNetwork {
    /// Returns the network of an address.
    ///
    /// - Parameters:
    ///   - address: An IPv4 or IPv6 address as text, such as ``Request/clientAddress``.
    ///   - groups: The number of 16-bit groups of an IPv6 address in the prefix, 1...8: 4 is the network of one subscriber, 3
    ///     the largest site that a provider usually assigns (RFC 6177).
    /// - Returns: An IPv4 address unchanged; for an IPv6 address its prefix, such as `2001:db8:0:1::/64`.
    public static func prefix(of address: String, groups: Int = 4) -> String {
        guard address.contains(":"), !address.contains(".") else { return address }
        let parts = address.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
        var all = parts[0].split(separator: ":").map(String.init)
        if parts.count == 2 {
            let tail = parts[1].split(separator: ":").map(String.init)
            all += Array(repeating: "0", count: max(0, 8 - all.count - tail.count)) + tail
        }
        let canonical = all.prefix(groups)
            .map { group in
                String(group.drop { $0 == "0" }).lowercased()
            }
        return canonical.map { $0.isEmpty ? "0" : $0 }.joined(separator: ":") + "::/\(16 * groups)"
    }
}
