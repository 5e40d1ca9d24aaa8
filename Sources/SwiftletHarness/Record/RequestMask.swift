import HTTPTypes
import Swiftlet
import SwiftletFixtures
import SwiftletJSON

/// Converts a request to its recorded form: values of earlier responses become placeholders, and secrets are replaced.
struct RequestMask {
    let operation: RouteOperation?
    /// Whether the response was 401 or 403; then any credential may be written.
    let isUnauthorized: Bool
    /// The app's environment, which a replay provides as well.
    let variables: [String: String]
    /// The number of known values at the time of the request.
    let known: Int
    var values: RecordedValues
    var replacements: SecretReplacements
    var placeholders = Placeholders()
    /// The indices of values that are saved because of this request.
    var newlySaved: [Int] = []

    private static let shortestText = 8
    /// The minimum length of a cookie value that is not an ordinary word.
    private static let shortestSession = 16

    /// Returns the recorded form of a request.
    mutating func masked(_ request: Request) -> Request {
        var masked = request
        masked.path = path(request)
        masked.query = request.query.map { QueryItem($0.name, parameter($0.name, $0.value, in: "query")) }
        masked.headers = headers(request.headers)
        masked.body = body(request)
        if masked.body != request.body { masked.headers[.contentLength] = nil }
        return masked
    }

    // MARK: - Path, query and header fields

    private mutating func path(_ request: Request) -> String {
        let template = (operation?.route.path ?? "").split(separator: "/", omittingEmptySubsequences: false)
        return request.path.split(separator: "/", omittingEmptySubsequences: false).enumerated()
            .map { index, segment in
                let text = request.pathIsEncoded ? PercentCoding.decode(String(segment)) : String(segment)
                let isNumber = Int(text) != nil
                if isNumber || text.count >= Self.shortestText,
                    let known = reference(to: text, isNumber: isNumber, inText: true)
                {
                    return known
                }
                let parameter = index < template.count && template[index].hasPrefix("{") ? template[index] : ""
                let masked =
                    Names.isSecret(String(parameter), text)
                    ? replacements.replacement(for: text) : replacements.maskingFormats(text)
                guard masked != text else { return String(segment) }
                return request.pathIsEncoded ? PercentCoding.encode(masked, allowing: .path) : masked
            }
            .joined(separator: "/")
    }

    private mutating func parameter(_ name: String, _ value: String, in location: String) -> String {
        if isCredential(name, in: location) { return credential(value, named: name) }
        let declared = operation?.parameters
            .first { "\($0.location)" == location && $0.name.lowercased() == name.lowercased() }
        if declared.map({ isSecret($0.schema) }) ?? false { return secret(value) }
        if Names.isSecret(name, value), !hasFixedValues(declared?.schema) { return secret(value) }
        let plain = plain(value, named: name)
        // Cookies are shared between ports: an undeclared one may be the session of another app on this machine.
        guard location == "cookie", declared == nil, plain == value, !value.isEmpty else { return plain }
        if let known = reference(toCookie: name, value) { return known }
        return replacements.replacement(for: value, spreads: value.utf8.count >= Self.shortestSession)
    }

    private mutating func headers(_ fields: HTTPFields) -> HTTPFields {
        var masked = HTTPFields()
        for field in fields {
            var field = field
            switch field.name {
            case .authorization, .proxyAuthorization: field.value = authorization(field.value)
            case .cookie: field.value = cookies(field.value)
            default:
                // Fields that describe the client or the body are neither secret nor saved.
                field.value = parameter(field.name.canonicalName, field.value, in: "header")
            }
            masked.append(field)
        }
        return masked
    }

    private mutating func authorization(_ value: String) -> String {
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return credential(value, named: "token") }
        let name = parts[0].lowercased() == "basic" ? "BASIC_CREDENTIALS" : "TOKEN"
        return "\(parts[0]) \(credential(String(parts[1]), named: name))"
    }

    private mutating func cookies(_ value: String) -> String {
        value.split(separator: ";")
            .map { pair in
                guard let equals = pair.firstIndex(of: "=") else { return String(pair) }
                let name = pair[..<equals].drop { $0 == " " }
                let text = String(pair[pair.index(after: equals)...])
                return "\(pair[...equals])\(parameter(String(name), text, in: "cookie"))"
            }
            .joined(separator: ";")
    }

    // MARK: - Values

    private mutating func plain(_ value: String, named name: String) -> String {
        if Int(value) != nil {
            guard Names.isIdentifier(name) else { return value }
            return reference(to: value, isNumber: true, inText: true) ?? value
        }
        guard value.count >= Self.shortestText else { return value }
        return reference(to: value, isNumber: false, inText: true) ?? maskingText(value)
    }

    /// Masks secrets that are independent of a name: in URLs, and those with a known format.
    private mutating func maskingText(_ text: String) -> String {
        let text = URLSecrets.masking(text) { secret($0) }
        return replacements.maskingFormats(text)
    }

    /// Replaces a credential.
    private mutating func credential(_ value: String, named name: String) -> String {
        if let known = reference(to: value, isNumber: false, inText: true) { return known }
        if let variable = variable(of: value) { return placeholders.word(for: "env \(variable)") }
        let replacement = replacements.replacement(for: value)
        if isUnauthorized { return replacement }
        let variable = String(name.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
        return placeholders.word(for: "env \(variable)")
    }

    private mutating func secret(_ value: String) -> String {
        if value.isEmpty { return value }
        if let known = reference(to: value, isNumber: false, inText: true) { return known }
        if let variable = variable(of: value) {
            _ = replacements.replacement(for: value)
            return placeholders.word(for: "env \(variable)")
        }
        return replacements.replacement(for: value)
    }

    private func variable(of value: String) -> String? {
        variables.filter { $0.value == value && value.count >= 6 }.keys.min()
    }

    /// A reference to a value of an earlier response, or `nil` if there is none.
    private mutating func reference(to text: String, isNumber: Bool, inText: Bool) -> String? {
        guard let index = values.index(of: text, before: known, isNumber: isNumber) else { return nil }
        return reference(toValueAt: index, as: isNumber ? (inText ? .plain : .number) : .text)
    }

    /// A reference to a cookie that an earlier response set, even if its value is short.
    private mutating func reference(toCookie name: String, _ value: String) -> String? {
        let name = Names.suggested(name, resource: "")
        guard let index = values.index(of: value, before: known, isNumber: false, named: name) else { return nil }
        return reference(toValueAt: index, as: .text)
    }

    private mutating func reference(toValueAt index: Int, as form: Placeholders.Form) -> String {
        let (name, isNew) = values.save(index)
        if isNew { newlySaved.append(index) }
        return placeholders.word(for: name, as: form)
    }

    // MARK: - Secrets

    private func isCredential(_ name: String, in location: String) -> Bool {
        operation?.securitySchemes
            .contains { scheme in
                scheme.definition["in"]?.string == location
                    && scheme.definition["name"]?.string?.lowercased() == name.lowercased()
            } ?? false
    }

    /// Whether the schema lists all values, which are therefore not secret.
    private func hasFixedValues(_ schema: JSONObject?) -> Bool {
        guard let schema = schema.map(resolved) else { return false }
        return schema["enum"] != nil || schema["const"] != nil
    }

    private func isSecret(_ schema: JSONObject) -> Bool {
        let schema = SchemaSampler(registry: operation?.registry ?? SchemaRegistry()).resolved(schema)
        if schema["writeOnly"] == true || schema["format"] == "password" { return true }
        return SchemaSampler.branches(schema)?.contains { isSecret($0) } ?? false
    }

    // MARK: - Body

    private mutating func body(_ request: Request) -> [UInt8] {
        guard !request.body.isEmpty else { return [] }
        let type = request.headers[.contentType].map { MediaType.essence($0) } ?? ""
        if type == "application/x-www-form-urlencoded" { return form(request.body) }
        if let json = try? JSON(parsing: request.body) {
            let masked = masked(json, schema: operation?.body?.schema, name: "", isSecret: false)
            return masked == json ? request.body : masked.bytes
        }
        // One scalar per byte: preserves any body.
        let text = String(String.UnicodeScalarView(request.body.map { Unicode.Scalar($0) }))
        let masked = maskUnparsed(text, isMultipart: type == "multipart/form-data")
        return masked == text ? request.body : masked.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    private mutating func form(_ body: [UInt8]) -> [UInt8] {
        let items = QueryString.parse(String(decoding: body, as: UTF8.self))
        let masked = items.map { item in
            let property = property(item.name, of: operation?.body?.schema)
            let isSecret = isSecret(item.name, item.value, schema: property)
            return QueryItem(item.name, isSecret ? secret(item.value) : plain(item.value, named: item.name))
        }
        return masked == items ? body : Array(QueryString.write(masked).utf8)
    }

    /// Masks the secrets of a value.
    ///
    /// - Parameters:
    ///   - json: The value.
    ///   - schema: The schema of the value, if any.
    ///   - name: The name of the value; list elements use that of the list.
    ///   - parent: The name that classifies the enclosing object, see ``Names/classifying(_:in:)``.
    ///   - isSecret: Whether the schema of an enclosing value marks it as secret.
    /// - Returns: The masked value.
    private mutating func masked(
        _ json: JSON,
        schema: JSONObject?,
        name: String,
        in parent: String = "",
        isSecret: Bool
    ) -> JSON {
        let classifying = Names.classifying(name, in: parent)
        switch json {
        case .object(let members):
            let isSecret = isSecret || schema.map { self.isSecret($0) } ?? false
            var masked = JSONObject()
            for (name, value) in members {
                let schema = property(name, of: schema)
                masked[name] = self.masked(value, schema: schema, name: name, in: classifying, isSecret: isSecret)
            }
            return .object(masked)
        case .array(let elements):
            let isSecret = isSecret || schema.map { self.isSecret($0) } ?? false
            let items = schema.flatMap { resolved($0)["items"]?.object }
            return .array(elements.map { masked($0, schema: items, name: name, in: parent, isSecret: isSecret) })
        case .string(let text):
            if isSecret || self.isSecret(classifying, text, schema: schema) { return .string(secret(text)) }
            guard text.count >= Self.shortestText else { return json }
            return .string(reference(to: text, isNumber: false, inText: true) ?? maskingText(text))
        case .number:
            if Names.isSecretNumber(classifying, json.description), !hasFixedValues(schema) {
                return number(like: json)
            }
            guard Names.isIdentifier(name) else { return json }
            return reference(to: json.description, isNumber: true, inText: false).map { .string($0) } ?? json
        default: return json
        }
    }

    private func isSecret(_ name: String, _ value: String, schema: JSONObject?) -> Bool {
        schema.map { isSecret($0) } ?? false || Names.isSecret(name, value) && !hasFixedValues(schema)
    }

    /// Another number with the same number of digits, so that validation accepts it likewise.
    private mutating func number(like json: JSON) -> JSON {
        let digits = replacements.replacement(for: json.description)
        // A JSON number has no leading zero.
        let text = digits.hasPrefix("0") ? "1" + digits.dropFirst() : digits
        return (try? JSON(parsing: text)) ?? replacements.mask.map(JSON.string) ?? 0
    }

    /// The schema of a member, also if it is part of a union or an intersection.
    private func property(_ name: String, of schema: JSONObject?) -> JSONObject? {
        guard let schema = schema.map(resolved) else { return nil }
        if let property = schema["properties"]?[name]?.object { return property }
        for branch in SchemaSampler.branches(schema) ?? [] {
            if let property = property(name, of: branch) { return property }
        }
        return schema["additionalProperties"]?.object
    }

    private func resolved(_ schema: JSONObject) -> JSONObject {
        SchemaSampler(registry: operation?.registry ?? SchemaRegistry()).resolved(schema)
    }

    /// Masks the values of secret members in invalid JSON or a multipart form.
    private mutating func maskUnparsed(_ text: String, isMultipart: Bool) -> String {
        let member = /"([A-Za-z0-9_\-]+)"\s*:\s*"([^"\\]*(?:\\.[^"\\]*)*)"?/
        let part = /name="([^"]+)"[^\r\n]{0,256}\r\n\r\n([^\r\n]*)\r\n/
        var masked = ""
        var end = text.startIndex
        // By scalar, since CRLF is a single character.
        for match in text.matches(of: (isMultipart ? part : member).matchingSemantics(.unicodeScalar)) {
            let value = match.output.2
            guard Names.isSecret(String(match.output.1), String(value)), !value.isEmpty else { continue }
            masked += text[end..<value.startIndex]
            masked += replacements.replacement(for: String(value))
            end = value.endIndex
        }
        return replacements.maskingFormats(masked + text[end...])
    }
}
