package import HTTPTypes

/// Determines the client address from `X-Forwarded-For`.
package enum ForwardedFor {
    /// The address of the client of the outermost trusted proxy.
    ///
    /// Each proxy appends the address of its own client. The rightmost entries come from trusted proxies; entries further to
    /// the left can be forged by the client.
    ///
    /// - Parameters:
    ///   - field: The value of the field, repeated fields joined with commas, or `nil`.
    ///   - trustedProxies: The number of entries, from the right, that trusted proxies have added.
    /// - Returns: The address without a port, or `nil` if the field is missing or empty.
    static func client(_ field: String?, trustedProxies: Int) -> String? {
        client(addresses(field), trustedProxies: trustedProxies)
    }

    /// The address of the client of the outermost trusted proxy, for an event that contains a source address.
    ///
    /// API Gateway and function URLs append the source address to the field. If it is missing there, it counts as the last
    /// entry, so that the field can never override it. Entries to its right were added by proxies of the platform, such as
    /// the CloudFront distribution of an edge-optimized REST API, and are ignored.
    ///
    /// - Parameters:
    ///   - field: The value of the field, repeated fields joined with commas, or `nil`.
    ///   - sourceAddress: The source address in the event, or `nil`.
    ///   - trustedProxies: The number of trusted proxies, including the platform's own.
    /// - Returns: The address without a port, or `nil` if the event has no source address.
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

    /// The addresses in the value of `X-Forwarded-For`, without ports; the last proxy's client is the last one.
    package static func addresses(_ field: String?) -> [Substring] {
        guard let field else { return [] }
        return field.utf8.split(separator: UInt8(ascii: ",")).lazy.map { Substring($0).trimmed }
            .filter { !$0.isEmpty }
            .map(withoutPort)
    }

    /// Removes the port and brackets from addresses such as `[2001:db8::1]:443` and `192.0.2.1:443`.
    package static func withoutPort(_ address: Substring) -> Substring {
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
    /// `X-Forwarded-For`, which HTTPTypes does not define.
    package static let xForwardedFor = HTTPField.Name.constant("X-Forwarded-For")
}
