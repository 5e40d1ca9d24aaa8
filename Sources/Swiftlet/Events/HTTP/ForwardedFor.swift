/// The client's address in an `X-Forwarded-For` field.
enum ForwardedFor {
    /// The address that the outermost trusted proxy saw.
    ///
    /// Each proxy appends the address of whoever it was asked by. The entries from the right are those of the proxies in
    /// front of the function; what stands further left is only what the client says.
    ///
    /// - Parameters:
    ///   - field: the field's value, several fields joined by commas, or `nil`.
    ///   - trustedProxies: how many of the entries, from the right, proxies have written.
    /// - Returns: the address without a port, or `nil` if there is none.
    static func client(_ field: String?, trustedProxies: Int) -> String? {
        guard let field else { return nil }
        let entries = field.utf8.split(separator: UInt8(ascii: ",")).lazy.map { Substring($0).trimmed }
            .filter { !$0.isEmpty }
        let all = Array(entries)
        guard !all.isEmpty else { return nil }
        return String(withoutPort(all[max(0, all.count - trustedProxies)]))
    }

    /// `[2001:db8::1]:443` and `192.0.2.1:443` without port and brackets; an address without them as it is.
    private static func withoutPort(_ address: Substring) -> Substring {
        if address.utf8.first == UInt8(ascii: "["), let end = address.utf8.firstIndex(of: UInt8(ascii: "]")) {
            return address[address.utf8.index(after: address.utf8.startIndex)..<end]
        }
        guard let colon = address.utf8.firstIndex(of: UInt8(ascii: ":")),
            colon == address.utf8.lastIndex(of: UInt8(ascii: ":"))
        else { return address }
        return address[..<colon]
    }
}
