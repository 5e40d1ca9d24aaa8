/// The network that one client is given, by which its requests are counted.
public enum ClientNetwork {
    /// The name of the network of an address.
    ///
    /// - Parameter address: an IPv4 or IPv6 address as text, such as ``Request/clientAddress``.
    /// - Returns: an IPv4 address as it is; of an IPv6 address the first 64 bits, such as `2001:db8:0:1::/64`.
    public static func name(_ address: String) -> String {
        guard address.contains(":"), !address.contains(".") else { return address }
        let parts = address.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
        var groups = parts[0].split(separator: ":").map(String.init)
        if parts.count == 2 {
            let tail = parts[1].split(separator: ":").map(String.init)
            groups += Array(repeating: "0", count: max(0, 8 - groups.count - tail.count)) + tail
        }
        let canonical = groups.prefix(4)
            .map { group in
                String(group.drop { $0 == "0" }).lowercased()
            }
        return canonical.map { $0.isEmpty ? "0" : $0 }.joined(separator: ":") + "::/64"
    }
}
