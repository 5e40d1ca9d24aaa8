import HTTPTypes
import SwiftletJSON

/// The header fields of a request while they are read from an event, and what the reader needs of them.
struct RequestFields {
    /// The most fields a request may have: far beyond what any platform lets through, and below what `HTTPFields` holds.
    static let limit = 10_000

    private(set) var fields = HTTPFields()
    private(set) var host: String?
    private(set) var forwardedProto: String?
    /// All `X-Forwarded-For` fields, joined as if they were one.
    private(set) var forwardedFor: String?
    /// Whether `Cookie` fields are left out, because the event has the cookies elsewhere too.
    var skipsCookies = false

    init(reserving count: Int) {
        fields.reserveCapacity(count)
    }

    /// Adds the fields of a map, whose values are strings or arrays of strings.
    ///
    /// A key that is no header name is left out.
    ///
    /// - Parameters:
    ///   - map: the map; none and null are the same as an empty one.
    ///   - member: what it is called in the event.
    /// - Throws: ``EventError`` if a value is of another kind, or there are too many.
    mutating func add(_ map: JSONNode?, named member: StaticString) throws(EventError) {
        guard let map, !map.isNull else { return }
        guard map.kind == .object else { throw .wrongType(map, expected: "an object or null", at: member.description) }
        for (key, value) in map.rawMembers {
            guard let (name, role) = HeaderNames.name(key) else { continue }
            try add(name, role, value, in: member)
        }
    }

    /// Adds the fields of both maps of a REST API's event: those with all values, and those that stand in the other only.
    mutating func add(all: JSONNode?, over single: JSONNode?) throws(EventError) {
        try add(all, named: "multiValueHeaders")
        guard let single, !single.isNull else { return }
        guard single.kind == .object else { throw .wrongType(single, expected: "an object or null", at: "headers") }
        // The platform writes both maps in the same order, so nearly always no look-up is needed.
        var allMembers = all?.rawMembers
        for (key, value) in single.rawMembers {
            if let other = allMembers?.next(), other.value.count > 0, other.key.stringBytes == key.stringBytes {
                continue
            }
            guard let (name, role) = HeaderNames.name(key), !fields.contains(name) else { continue }
            try add(name, role, value, in: "headers")
        }
    }

    /// Adds one cookie, as a field of its own.
    mutating func add(cookie: String) throws(EventError) {
        try append(HTTPField(name: .cookie, value: cookie))
    }

    private mutating func add(
        _ name: HTTPField.Name,
        _ role: HeaderNames.Role,
        _ value: JSONNode,
        in member: StaticString
    ) throws(EventError) {
        if let text = value.string {
            return try add(name, role, text)
        }
        switch value.kind {
        case .array:
            for element in value.elements {
                guard let text = element.scalarText else {
                    throw .wrongType(element, expected: "a string", at: "\(member).\(name.canonicalName)")
                }
                try add(name, role, text)
            }
        case .null:
            break
        default:
            guard let text = value.scalarText else {
                throw .wrongType(value, expected: "a string", at: "\(member).\(name.canonicalName)")
            }
            try add(name, role, text)
        }
    }

    private mutating func add(_ name: HTTPField.Name, _ role: HeaderNames.Role, _ value: String) throws(EventError) {
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

    /// Whether a text can stand as the host of a URL, with or without a port: what the client sent is put into URLs.
    static func isHost(_ text: String) -> Bool {
        let bytes = text.utf8Span.span
        for index in bytes.indices where !PercentCoding.Allowed.host.contains(bytes[index]) {
            return false
        }
        return !bytes.isEmpty
    }
}

extension JSONNode {
    /// A string, or a number or a boolean as one would write it: events that are made by hand have them in headers.
    var scalarText: String? {
        switch kind {
        case .string: string
        case .number: numberText
        case .bool: bool.map { $0 ? "true" : "false" }
        case .null, .array, .object: nil
        }
    }
}
