import HTTPTypes
import Logging
import SwiftletJSON

/// The header fields of a response, grouped for encoding in a response event.
struct ResponseFields {
    private var fields: [HTTPField] = []
    private var cookies: [String] = []
    /// Whether the body is text according to its content type and encoding.
    let isText: Bool

    init(_ response: Response, textTypes: Set<String>) {
        let isBodiless = response.status.isBodiless
        var isText = true
        var isEncoded = false
        fields.reserveCapacity(response.headers.count)
        for field in response.headers {
            switch field.name {
            case .setCookie:
                cookies.append(field.value)
                continue
            case .contentType:
                if isBodiless { continue }
                isText = MediaType.isText(field.value, or: textTypes)
            case .contentLength:
                if isBodiless { continue }
            case .contentEncoding:
                isEncoded = true
            default:
                break
            }
            fields.append(field)
        }
        self.isText = isText && !isEncoded
    }

    /// Writes a map of names to values, repeated fields joined with commas, without cookies.
    func write(joined member: StaticString, to writer: inout JSONWriter) {
        writer.key(member)
        writer.beginObject()
        writeJoined(to: &writer)
        writer.endObject()
    }

    /// Writes a map of names to values, repeated fields joined with commas, including cookies.
    ///
    /// Cookies must not be joined ([RFC 6265, section 3](https://www.rfc-editor.org/rfc/rfc6265#section-3)), and object keys
    /// are unique. Header names are case-insensitive, so each cookie gets a different spelling of the name: `set-cookie`,
    /// `Set-cookie`, `sEt-cookie`. If there are more cookies than spellings, the last ones are sent, because a later cookie
    /// replaces an earlier one of the same name.
    func write(joinedWithCookies member: StaticString, to writer: inout JSONWriter) {
        writer.key(member)
        writer.beginObject()
        writeJoined(to: &writer)
        for (index, cookie) in cookies.suffix(Self.cookieSpellings).enumerated() {
            writer.key(Self.cookieName(index))
            writer.string(cookie)
        }
        writer.endObject()
        guard cookies.count > Self.cookieSpellings else { return }
        Context.current?.logger
            .warning("Response has \(cookies.count) cookies; only the last \(Self.cookieSpellings) are sent")
    }

    /// The number of spellings of `set-cookie`, which has nine letters.
    private static let cookieSpellings = 512

    /// `set-cookie` with the letters uppercased whose bits are set in a number.
    private static func cookieName(_ number: Int) -> String {
        var bits = number
        var name: [UInt8] = []
        for byte in "set-cookie".utf8 {
            guard byte.isASCIILowercase else {
                name.append(byte)
                continue
            }
            name.append(bits & 1 == 1 ? byte & ~0x20 : byte)
            bits >>= 1
        }
        return String(decoding: name, as: UTF8.self)
    }

    private func writeJoined(to writer: inout JSONWriter) {
        for index in fields.indices where isFirst(index) {
            writer.key(fields[index].name.canonicalName)
            if let more = others(index) {
                writer.string(more.reduce(fields[index].value) { "\($0), \($1)" })
            } else {
                writer.string(fields[index].value)
            }
        }
    }

    /// Writes a map of names to arrays of values, including cookies.
    func write(all member: StaticString, to writer: inout JSONWriter) {
        writer.key(member)
        writer.beginObject()
        for index in fields.indices where isFirst(index) {
            write(fields[index].name.canonicalName, [fields[index].value] + (others(index) ?? []), to: &writer)
        }
        if !cookies.isEmpty { write("set-cookie", cookies, to: &writer) }
        writer.endObject()
    }

    /// Writes a map of the fields with a single value and, if there are any, a map of the repeated fields.
    func write(single: StaticString, repeated: StaticString, to writer: inout JSONWriter) {
        writer.key(single)
        writer.beginObject()
        var several: [(name: String, values: [String])] = []
        for index in fields.indices where isFirst(index) {
            let name = fields[index].name.canonicalName
            if let more = others(index) {
                several.append((name, [fields[index].value] + more))
            } else {
                writer.key(name)
                writer.string(fields[index].value)
            }
        }
        if cookies.count == 1 {
            writer.key("set-cookie")
            writer.string(cookies[0])
        } else if cookies.count > 1 {
            several.append(("set-cookie", cookies))
        }
        writer.endObject()
        guard !several.isEmpty else { return }
        writer.key(repeated)
        writer.beginObject()
        for (name, values) in several {
            write(name, values, to: &writer)
        }
        writer.endObject()
    }

    /// Writes the cookies as an array, if there are any.
    func writeCookies(to writer: inout JSONWriter) {
        guard !cookies.isEmpty else { return }
        write("cookies", cookies, to: &writer)
    }

    private func write(_ key: String, _ values: [String], to writer: inout JSONWriter) {
        writer.key(key)
        writer.beginArray()
        for value in values {
            writer.string(value)
        }
        writer.endArray()
    }

    private func isFirst(_ index: Int) -> Bool {
        for earlier in 0..<index where fields[earlier].name == fields[index].name {
            return false
        }
        return true
    }

    /// The values of later fields with the same name, or `nil` if there are none.
    private func others(_ index: Int) -> [String]? {
        var values: [String]?
        for later in index + 1..<fields.count where fields[later].name == fields[index].name {
            values = (values ?? []) + [fields[later].value]
        }
        return values
    }
}
