package import HTTPTypes
import Logging
import SwiftletJSON

/// The header fields of a response, grouped as a response event wants them.
struct ResponseFields {
    private var fields: [HTTPField] = []
    private var cookies: [String] = []
    /// Whether a body with these fields is text, as far as they say.
    let isText: Bool

    init(_ response: Response) {
        let isBodiless = response.status.isBodiless
        var isText = false
        var isEncoded = false
        fields.reserveCapacity(response.headers.count)
        for field in response.headers {
            switch field.name {
            case .setCookie:
                cookies.append(field.value)
                continue
            case .contentType:
                if isBodiless { continue }
                isText = MediaType.isText(field.value)
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

    /// Makes the last cookie one of the fields, and says so in the log if there are more: there is one place for one.
    mutating func keepOneCookie(shape: HTTPEventShape) {
        guard let last = cookies.last else { return }
        if cookies.count > 1 {
            Context.current?.logger
                .warning(
                    """
                    A response to the event shape \(shape) has room for one Set-Cookie field; the last of \(cookies.count) is \
                    sent. A load balancer's target group can be set to multi-value headers.
                    """
                )
        }
        fields.append(HTTPField(name: .setCookie, value: last))
        cookies = []
    }

    /// Writes a map of names to values, several of one name joined by commas, without the cookies.
    func write(joined member: StaticString, to writer: inout JSONWriter) {
        writer.key(member)
        writer.beginObject()
        for index in fields.indices where isFirst(index) {
            writer.key(fields[index].name.canonicalName)
            if let more = others(index) {
                writer.string(more.reduce(fields[index].value) { "\($0), \($1)" })
            } else {
                writer.string(fields[index].value)
            }
        }
        writer.endObject()
    }

    /// Writes a map of names to arrays of values, cookies among them.
    func write(all member: StaticString, to writer: inout JSONWriter) {
        writer.key(member)
        writer.beginObject()
        for index in fields.indices where isFirst(index) {
            write(fields[index].name.canonicalName, [fields[index].value] + (others(index) ?? []), to: &writer)
        }
        if !cookies.isEmpty { write("set-cookie", cookies, to: &writer) }
        writer.endObject()
    }

    /// Writes two maps: names with one value, and names with several; the second only if there are any.
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

    /// The values of further fields of the same name, or `nil` if there are none.
    private func others(_ index: Int) -> [String]? {
        var values: [String]?
        for later in index + 1..<fields.count where fields[later].name == fields[index].name {
            values = (values ?? []) + [fields[later].value]
        }
        return values
    }
}

extension HTTPResponse.Status {
    /// Whether responses of this status have no body, and so no type of one (RFC 9110, 15.2, 15.3.5 and 15.4.5).
    var isBodiless: Bool {
        code == 204 || code == 304 || 100..<200 ~= code
    }

    /// The reason phrase, for a status made of a number alone that of its class at least.
    var phrase: String {
        if !reasonPhrase.isEmpty { return reasonPhrase }
        if let known = Self.phrases[code] { return known }
        switch kind {
        case .informational: return "Informational"
        case .successful: return "Success"
        case .redirection: return "Redirection"
        case .clientError: return "Client Error"
        case .serverError: return "Server Error"
        case .invalid: return "Unknown"
        }
    }

    private static let phrases: [Int: String] = {
        let known: [HTTPResponse.Status] = [
            .continue, .switchingProtocols, .earlyHints, .ok, .created, .accepted, .nonAuthoritativeInformation,
            .noContent, .resetContent, .partialContent, .multipleChoices, .movedPermanently, .found, .seeOther,
            .notModified, .temporaryRedirect, .permanentRedirect, .badRequest, .unauthorized, .forbidden, .notFound,
            .methodNotAllowed, .notAcceptable, .proxyAuthenticationRequired, .requestTimeout, .conflict, .gone,
            .lengthRequired, .preconditionFailed, .contentTooLarge, .uriTooLong, .unsupportedMediaType,
            .rangeNotSatisfiable, .expectationFailed, .misdirectedRequest, .unprocessableContent, .tooEarly,
            .upgradeRequired, .preconditionRequired, .tooManyRequests, .requestHeaderFieldsTooLarge,
            .unavailableForLegalReasons, .internalServerError, .notImplemented, .badGateway, .serviceUnavailable,
            .gatewayTimeout, .httpVersionNotSupported, .networkAuthenticationRequired,
        ]
        var phrases = [402: "Payment Required", 423: "Locked", 424: "Failed Dependency", 507: "Insufficient Storage"]
        for status in known { phrases[status.code] = status.reasonPhrase }
        return phrases
    }()
}

extension Response {
    /// Whether the response to a request of that method has a body: not to HEAD, nor with status 204 or 304.
    package func carriesBody(to method: HTTPRequest.Method) -> Bool {
        method != .head && !status.isBodiless
    }
}
