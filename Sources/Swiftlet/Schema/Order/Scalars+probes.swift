public import FoundationEssentials
public import SwiftletJSON
import SwiftletValues

extension String {
    /// Strings that satisfy the constraints on length and pattern.
    public static func probes(_ constraints: [Constraint<String>]) -> [JSON]? { constraints.probes(["a", "b"]) }
}

extension Bool {
    /// Both values.
    public static func probes(_ constraints: [Constraint<Bool>]) -> [JSON]? { constraints.probes([false, true]) }
}

extension IntegerSchemaValue {
    /// Numbers within the bounds of the constraints.
    public static func probes(_ constraints: [Constraint<Self>]) -> [JSON]? { constraints.probes([1, 2]) }
}

extension FloatingPointSchemaValue {
    /// Numbers within the bounds of the constraints.
    public static func probes(_ constraints: [Constraint<Self>]) -> [JSON]? { constraints.probes([1, 2]) }
}

extension Decimal {
    /// Numbers within the bounds of the constraints.
    public static func probes(_ constraints: [Constraint<Decimal>]) -> [JSON]? { constraints.probes([1, 2]) }
}

extension UUID {
    /// Two UUIDs.
    public static func probes(_ constraints: [Constraint<UUID>]) -> [JSON]? {
        ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"]
    }
}

extension Date {
    /// Two instants.
    public static func probes(_ constraints: [Constraint<Date>]) -> [JSON]? {
        ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"]
    }
}

extension CalendarDate {
    /// Two dates.
    public static func probes(_ constraints: [Constraint<CalendarDate>]) -> [JSON]? {
        ["2026-01-01", "2026-01-02"]
    }
}

extension TimeOfDay {
    /// Two times.
    public static func probes(_ constraints: [Constraint<TimeOfDay>]) -> [JSON]? {
        ["01:00:00", "02:00:00"]
    }
}

extension Duration {
    /// Two durations.
    public static func probes(_ constraints: [Constraint<Duration>]) -> [JSON]? {
        ["PT1S", "PT2S"]
    }
}

extension Base64Bytes {
    /// Single bytes.
    public static func probes(_ constraints: [Constraint<Base64Bytes>]) -> [JSON]? {
        ["YQ==", "Yg=="]
    }
}

extension Base64URLBytes {
    /// Single bytes.
    public static func probes(_ constraints: [Constraint<Base64URLBytes>]) -> [JSON]? {
        ["YQ==", "Yg=="]
    }
}

extension EmailAddress {
    /// Two addresses.
    public static func probes(_ constraints: [Constraint<EmailAddress>]) -> [JSON]? {
        ["a@example.com", "b@example.com"]
    }
}

extension WebURL {
    /// Two URLs.
    public static func probes(_ constraints: [Constraint<WebURL>]) -> [JSON]? {
        ["https://a.example/", "https://b.example/"]
    }
}

extension IPv4Address {
    /// Addresses for documentation (RFC 5737).
    public static func probes(_ constraints: [Constraint<IPv4Address>]) -> [JSON]? {
        ["192.0.2.1", "192.0.2.2"]
    }
}

extension IPv6Address {
    /// Addresses for documentation (RFC 3849).
    public static func probes(_ constraints: [Constraint<IPv6Address>]) -> [JSON]? {
        ["2001:db8::1", "2001:db8::2"]
    }
}

extension IPAddress {
    /// Addresses for documentation (RFC 5737).
    public static func probes(_ constraints: [Constraint<IPAddress>]) -> [JSON]? {
        ["192.0.2.1", "192.0.2.2"]
    }
}

extension IPv4Network {
    /// Networks for documentation (RFC 5737).
    public static func probes(_ constraints: [Constraint<IPv4Network>]) -> [JSON]? {
        ["192.0.2.0/24", "198.51.100.0/24"]
    }
}

extension IPv6Network {
    /// Networks for documentation (RFC 3849).
    public static func probes(_ constraints: [Constraint<IPv6Network>]) -> [JSON]? {
        ["2001:db8:1::/48", "2001:db8:2::/48"]
    }
}

extension JSON {
    /// Two strings.
    public static func probes(_ constraints: [Constraint<JSON>]) -> [JSON]? {
        ["a", "b"]
    }
}

extension JSONObject {
    /// An object of one member, and an empty object.
    public static func probes(_ constraints: [Constraint<JSONObject>]) -> [JSON]? {
        [["a": 1], [:]]
    }
}

extension SchemaEnum {
    /// All cases.
    public static func probes(_ constraints: [Constraint<Self>]) -> [JSON]? { allCases.map(\.rawValue.literal) }
}

extension SchemaLiteral {
    /// All values.
    public static func probes(_ constraints: [Constraint<Self>]) -> [JSON]? { allCases.map(\.rawValue.literal) }
}
