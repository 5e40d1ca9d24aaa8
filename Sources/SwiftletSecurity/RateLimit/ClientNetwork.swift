/// The network that one client is given, by which its requests are counted.
public enum ClientNetwork {
    /// The name of the network of an address.
    ///
    /// - Parameters:
    ///   - address: an IPv4 or IPv6 address as text, such as ``Request/clientAddress``.
    ///   - groups: how many groups of 16 bits of an IPv6 address count, 1...8: 4 is one subscriber's network, 3 the largest
    ///     site a provider usually assigns (RFC 6177).
    /// - Returns: an IPv4 address as it is; of an IPv6 address the first groups, such as `2001:db8:0:1::/64`.
    public static func name(_ address: String, groups: Int = 4) -> String {
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
