import HTTPTypes
import SwiftletJSON
import Synchronization

/// The header fields of a request in its event, converted to `HTTPFields` lazily.
///
/// Most endpoints read two or three of twenty fields, and converting all of them costs more than parsing the event.
final class EventHeaders: Sendable {
    private let map: JSONNode
    private let cookies: [String]
    private let cached = Mutex<HTTPFields?>(nil)
    /// The first valid `Host` field.
    let host: String?
    /// The first `X-Forwarded-Proto` field.
    let forwardedProto: String?

    /// Creates lazy header fields from a header map and a list of cookies.
    ///
    /// Returns `nil` if eager conversion is required: values that are not strings, names with escapes, a `Cookie` field
    /// without a list of cookies, or too many fields. ``RequestFields`` converts or rejects these.
    init?(_ map: JSONNode?, cookies: JSONNode?) {
        guard let map else { return nil }
        var texts: [String] = []
        if let cookies {
            guard cookies.kind == .array else { return nil }
            texts.reserveCapacity(cookies.count)
            for cookie in cookies.elements {
                guard let text = cookie.string else { return nil }
                texts.append(text)
            }
        }
        guard map.count + texts.count < RequestFields.limit else { return nil }
        var host: String?
        var forwardedProto: String?
        var hasCookieField = false
        let isPlain = map.forEachStringMember(keysOfLengths: Self.lengths) { key, value in
            switch HeaderNames.role(of: key) {
            case .host:
                if host == nil, let text = value.string, RequestFields.isHost(text) { host = text }
            case .forwardedProto:
                if forwardedProto == nil { forwardedProto = value.string }
            case .cookie:
                hasCookieField = true
            case .forwardedFor, .none:
                break
            }
        }
        // A `Cookie` field must be split into cookies, unless the event lists them separately: then it is ignored.
        guard isPlain, !hasCookieField || !texts.isEmpty else { return nil }
        self.map = map
        self.cookies = texts
        self.host = host
        self.forwardedProto = forwardedProto
    }

    /// The lengths of `host`, `cookie` and `x-forwarded-proto`.
    private static let lengths: UInt64 = 1 << 4 | 1 << 6 | 1 << 17

    /// All fields.
    var fields: HTTPFields {
        cached.withLock { cached in
            if let cached { return cached }
            let fields = makeFields()
            cached = fields
            return fields
        }
    }

    private func makeFields() -> HTTPFields {
        var fields = RequestFields(reserving: map.count + cookies.count)
        fields.skipsCookies = !cookies.isEmpty
        do throws(EventError) {
            try fields.add(map, named: "headers")
            for cookie in cookies { try fields.add(cookie: cookie) }
        } catch {
            // Unreachable: the initializer has checked the kinds of values and the number of fields.
        }
        return fields.fields
    }

    /// The value of a field as in `HTTPFields`: repeated fields joined with commas.
    subscript(_ name: HTTPField.Name) -> String? {
        let values = values(of: name)
        guard values.count > 1 else { return values.first }
        return values.joined(separator: name == .cookie ? "; " : ", ")
    }

    /// The values of all fields with a name, as in `HTTPFields`.
    func values(of name: HTTPField.Name) -> [String] {
        let length = name.canonicalName.utf8.count
        guard length < 64, name != .cookie else { return fields[values: name] }
        var values: [String] = []
        _ = map.forEachStringMember(keysOfLengths: 1 << UInt64(length)) { key, value in
            guard key.equals(lowercased: name.canonicalName), let text = value.string else { return }
            // HTTPField replaces characters that are invalid in a field value.
            values.append(HTTPField(name: name, value: text).value)
        }
        return values
    }
}
