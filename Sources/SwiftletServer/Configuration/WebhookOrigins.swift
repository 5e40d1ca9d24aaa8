/// The senders of CloudEvents that are permitted to deliver events.
///
/// They are named by the `WebHook-Request-Origin` field of the [validation
/// handshake](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/http-webhook.md#4-abuse-protection), which is no
/// authentication: it protects the sender from delivering to a server that does not expect events.
package struct WebhookOrigins: Sendable, Hashable {
    /// Lower-case DNS names, or `*`.
    private let names: Set<String>

    private init(_ names: Set<String>) {
        self.names = names
    }

    /// No sender.
    package static let none = WebhookOrigins([])

    /// Parses `none`, `*`, or DNS names separated by commas; `nil` if one of them is invalid.
    package init?(_ text: String) {
        switch text {
        case "none": self = .none
        case "*": self.init(["*"])
        default:
            let names = text.split(separator: ",", omittingEmptySubsequences: false)
                .map { name in
                    var name = name.drop { $0 == " " }
                    while name.last == " " { name.removeLast() }
                    return name.lowercased()
                }
            guard names.allSatisfy(Self.isName) else { return nil }
            self.init(Set(names))
        }
    }

    /// The value of `WebHook-Allowed-Origin` for a sender; `nil` if it is not permitted.
    package func permission(for origin: String) -> String? {
        if names.contains("*") { return "*" }
        return names.contains(origin.lowercased()) ? origin : nil
    }

    /// Whether a text is a DNS name ([RFC 1123, 2.1](https://www.rfc-editor.org/rfc/rfc1123#section-2.1)).
    private static func isName(_ text: String) -> Bool {
        text.utf8.count <= 253
            && text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
                .allSatisfy { label in
                    (1...63).contains(label.count) && label.first != UInt8(ascii: "-")
                        && label.last != UInt8(ascii: "-")
                        && label.allSatisfy { byte in
                            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                                || byte == UInt8(ascii: "-")
                        }
                }
    }
}
