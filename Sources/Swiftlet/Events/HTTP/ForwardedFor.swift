import HTTPTypes

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
        client(addresses(field), trustedProxies: trustedProxies)
    }

    /// The address that the outermost trusted proxy saw, where the event names the address that the platform itself saw.
    ///
    /// API Gateway and function URLs append that address to the field. Where it is not there it counts as the last entry,
    /// so that the field never replaces what the platform saw. Entries to the right of it were added by the
    /// platform's own proxies, such as the CloudFront of an edge-optimized REST API, and do not count.
    ///
    /// - Parameters:
    ///   - field: the field's value, several fields joined by commas, or `nil`.
    ///   - sourceAddress: the address in the event, or `nil`.
    ///   - trustedProxies: how many proxies are trusted, the platform's own among them.
    /// - Returns: the address without a port, or `nil` if the event has none.
    static func client(_ field: @autoclosure () -> String?, sourceAddress: String?, trustedProxies: Int) -> String? {
        guard trustedProxies > 1, let sourceAddress else { return sourceAddress }
        var addresses = addresses(field())
        if let index = addresses.lastIndex(where: { $0.utf8.elementsEqual(sourceAddress.utf8) }) {
            addresses.removeSubrange((index + 1)...)
        } else {
            addresses.append(sourceAddress[...])
        }
        return client(addresses, trustedProxies: trustedProxies)
    }

    private static func client(_ addresses: [Substring], trustedProxies: Int) -> String? {
        addresses.isEmpty ? nil : String(addresses[max(0, addresses.count - trustedProxies)])
    }

    private static func addresses(_ field: String?) -> [Substring] {
        guard let field else { return [] }
        return field.utf8.split(separator: UInt8(ascii: ",")).lazy.map { Substring($0).trimmed }
            .filter { !$0.isEmpty }
            .map(withoutPort)
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

extension HTTPField.Name {
    /// `X-Forwarded-For`, which HTTPTypes has no name for.
    static let xForwardedFor = HTTPField.Name("X-Forwarded-For") ?? .via
}
