import HTTPTypes
import SwiftletJSON
import SwiftletValues

/// A builder for the header fields of a request that also collects the fields needed for decoding.
struct RequestFields {
    /// The maximum number of fields: far more than any platform accepts, but below the capacity of `HTTPFields`.
    static let limit = 10_000

    private(set) var fields = HTTPFields()
    private(set) var host: String?
    private(set) var forwardedProto: String?
    /// All `X-Forwarded-For` fields, joined with commas.
    private(set) var forwardedFor: String?
    /// Whether to ignore `Cookie` fields because the event lists the cookies separately.
    var skipsCookies = false

    init(reserving count: Int) {
        fields.reserveCapacity(count)
    }

    /// Adds the fields of a map, whose values are strings or arrays of strings.
    ///
    /// Keys that are not valid header names are ignored.
    ///
    /// - Parameters:
    ///   - map: The map; `nil` and null are treated as empty.
    ///   - member: The name of the map in the event.
    /// - Throws: ``EventError`` if a value has the wrong type, or there are too many fields.
    mutating func add(_ map: JSONNode?, named member: StaticString) throws(EventError) {
        guard let map, !map.isNull else { return }
        guard map.kind == .object else { throw .wrongType(map, expected: "an object or null", at: member.description) }
        for (key, value) in map.rawMembers {
            guard let (name, role) = HeaderNames.name(key) else { continue }
            try add(name, role: role, value: value, in: member)
        }
    }

    /// Adds the fields of a REST API event: all multi-value headers, and single-value headers that are not among them.
    mutating func add(all: JSONNode?, over single: JSONNode?) throws(EventError) {
        try add(all, named: "multiValueHeaders")
        guard let single, !single.isNull else { return }
        guard single.kind == .object else { throw .wrongType(single, expected: "an object or null", at: "headers") }
        // The platform writes both maps in the same order, so a lookup is rarely needed.
        var allMembers = all?.rawMembers
        for (key, value) in single.rawMembers {
            if let other = allMembers?.next(), other.value.count > 0, other.key.stringBytes == key.stringBytes {
                continue
            }
            guard let (name, role) = HeaderNames.name(key), !fields.contains(name) else { continue }
            try add(name, role: role, value: value, in: "headers")
        }
    }

    /// Adds a cookie as a separate field.
    mutating func add(cookie: String) throws(EventError) {
        try append(HTTPField(name: .cookie, value: cookie))
    }

    private mutating func add(
        _ name: HTTPField.Name,
        role: HeaderNames.Role,
        value: JSONNode,
        in member: StaticString
    ) throws(EventError) {
        if let text = value.string {
            return try add(name, role: role, value: text)
        }
        switch value.kind {
        case .array:
            for element in value.elements {
                guard let text = element.scalarText else {
                    throw .wrongType(element, expected: "a string", at: "\(member).\(name.canonicalName)")
                }
                try add(name, role: role, value: text)
            }
        case .null:
            break
        default:
            guard let text = value.scalarText else {
                throw .wrongType(value, expected: "a string", at: "\(member).\(name.canonicalName)")
            }
            try add(name, role: role, value: text)
        }
    }

    private mutating func add(_ name: HTTPField.Name, role: HeaderNames.Role, value: String) throws(EventError) {
        switch role {
        case .none:
            break
        case .host:
            if host == nil, Self.isHost(value) { host = value }
        case .forwardedProto:
            if forwardedProto == nil { forwardedProto = value }
        case .forwardedFor:
            if forwardedFor == nil {
                forwardedFor = value
            } else {
                forwardedFor?.append(",")
                forwardedFor?.append(value)
            }
        case .cookie:
            guard !skipsCookies else { return }
            for cookie in value.utf8.split(separator: UInt8(ascii: ";")) {
                let cookie = Substring(cookie).trimmed
                if !cookie.isEmpty { try add(cookie: String(cookie)) }
            }
            return
        }
        try append(HTTPField(name: name, value: value))
    }

    private mutating func append(_ field: HTTPField) throws(EventError) {
        guard fields.count < Self.limit else {
            throw .invalidValue("headers", expected: "at most \(Self.limit) fields")
        }
        fields.append(field)
    }

    /// Whether text is safe as the host of a URL, with or without a port: URLs are built from the client's `Host`.
    static func isHost(_ text: String) -> Bool {
        let bytes = text.utf8Span.span
        for index in bytes.indices where !PercentCoding.Allowed.host.contains(bytes[index]) {
            return false
        }
        return !bytes.isEmpty
    }
}
