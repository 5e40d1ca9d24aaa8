import HTTPTypes
import SwiftletJSON
import Synchronization

/// The header fields of a request as its event has them, from which `HTTPFields` are made when somebody wants them all.
///
/// Most requests are asked for two or three fields of twenty. To make all of them costs more than to parse the event.
final class EventHeaders: Sendable {
    private let map: JSONNode
    private let cookies: [String]
    private let made = Mutex<HTTPFields?>(nil)
    /// The first field that names a host.
    let host: String?
    /// The first field that names the scheme.
    let forwardedProto: String?

    /// Looks through a map of names to values and a list of cookies.
    ///
    /// - Returns: `nil` for what is not plain: values that are no strings, names with escapes, cookies in both places,
    ///   more fields than a request may have. To read or to refuse these is for ``RequestFields``.
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
        let isPlain = map.areStrings(keysOfLengths: Self.lengths) { key, value in
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
        // A `Cookie` field is left out where the event has the cookies elsewhere, and otherwise taken apart.
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
        made.withLock { made in
            if let made { return made }
            let fields = make()
            made = fields
            return fields
        }
    }

    private func make() -> HTTPFields {
        var fields = RequestFields(reserving: map.count + cookies.count)
        fields.skipsCookies = !cookies.isEmpty
        do throws(EventError) {
            try fields.add(map, named: "headers")
            for cookie in cookies { try fields.add(cookie: cookie) }
        } catch {
            // What could be refused has been looked for when the request was read.
        }
        return fields.fields
    }

    /// The value of a field, as `HTTPFields` has it: several of one name joined by commas.
    subscript(_ name: HTTPField.Name) -> String? {
        let values = values(of: name)
        guard values.count > 1 else { return values.first }
        return values.joined(separator: name == .cookie ? "; " : ", ")
    }

    /// The values of all fields of a name, as `HTTPFields` has them.
    func values(of name: HTTPField.Name) -> [String] {
        let length = name.canonicalName.utf8.count
        guard length < 64, name != .cookie else { return fields[values: name] }
        var values: [String] = []
        _ = map.areStrings(keysOfLengths: 1 << UInt64(length)) { key, value in
            guard key.equals(lowercased: name.canonicalName), let text = value.string else { return }
            // To make a field of it replaces what may not stand in one.
            values.append(HTTPField(name: name, value: text).value)
        }
        return values
    }
}

/// Where a request has its header fields.
enum RequestHeaders: Sendable {
    /// All of them, made.
    case fields(HTTPFields)
    /// In the event.
    case event(EventHeaders)

    var fields: HTTPFields {
        switch self {
        case .fields(let fields): fields
        case .event(let event): event.fields
        }
    }

    subscript(_ name: HTTPField.Name) -> String? {
        switch self {
        case .fields(let fields): fields[name]
        case .event(let event): event[name]
        }
    }
}
