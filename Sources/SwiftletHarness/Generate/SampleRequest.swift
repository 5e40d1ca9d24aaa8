import HTTPTypes
import Swiftlet
import SwiftletJSON

/// A request to a route, in parts that can be changed one by one.
struct SampleRequest: Sendable {
    /// The body as it is sent.
    enum Body: Sendable {
        case none
        case json(JSON)
        /// The fields of a form: texts, arrays of texts, or files.
        case form(JSON, contentType: String)
        case raw([UInt8], contentType: String?)
    }

    let operation: RouteOperation
    /// The parameters that are sent, by their index in the operation.
    var parameters: [Int: JSON] = [:]
    var body = Body.none
    /// What authenticates the request: header fields, query items and cookies.
    var credentials: [SampleCredential] = []

    /// The value at a path inside of the body, or of a parameter.
    subscript(place: SamplePlace) -> JSON? {
        get {
            switch (place.parameter, body) {
            case (let index?, _): parameters[index].flatMap { $0.value(at: place.path[...]) }
            case (nil, .json(let json)), (nil, .form(let json, _)): json.value(at: place.path[...])
            case (nil, _): nil
            }
        }
        set {
            switch (place.parameter, body) {
            case (let index?, _):
                parameters[index] =
                    place.path.isEmpty
                    ? newValue : parameters[index]?.setting(newValue, at: place.path[...])
            case (nil, .json(let json)): body = json.setting(newValue, at: place.path[...]).map { .json($0) } ?? .none
            case (nil, .form(let json, let type)):
                body = json.setting(newValue, at: place.path[...]).map { .form($0, contentType: type) } ?? .none
            case (nil, _): break
            }
        }
    }

    /// The request as the app gets it.
    var request: Request {
        var request = Request(method: operation.route.method, path: path)
        request.host = "api.example.com"
        request.headers[.accept] = "*/*"
        request.headers[.userAgent] = "swiftlet-generate"
        var cookies: [String] = []
        for (index, parameter) in operation.parameters.enumerated() {
            for text in texts(parameters[index]) {
                switch parameter.location {
                case .query: request.query.append(QueryItem(parameter.name, text))
                case .header:
                    if let name = HTTPField.Name(parameter.name) {
                        request.headers.append(HTTPField(name: name, value: text))
                    }
                case .cookie: cookies.append("\(parameter.name)=\(text)")
                case .path, .body, .dependency: break
                }
            }
        }
        for credential in credentials {
            switch credential.place {
            case .header(let name): request.headers[name] = credential.value
            case .query(let name): request.query.append(QueryItem(name, credential.value))
            case .cookie(let name): cookies.append("\(name)=\(credential.value)")
            }
        }
        if !cookies.isEmpty { request.headers[.cookie] = cookies.joined(separator: "; ") }
        write(body, to: &request)
        return request
    }

    private var path: String {
        var path = operation.route.path
        for (index, parameter) in operation.parameters.enumerated() where parameter.location == .path {
            let text = texts(parameters[index]).first ?? ""
            path = path.replacing(
                "{\(parameter.name)}",
                with: PercentCoding.encode(text, allowing: .segment)
            )
            path = path.replacing("{\(parameter.name):path}", with: PercentCoding.encode(text, allowing: .path))
        }
        return path
    }

    private func write(_ body: Body, to request: inout Request) {
        switch body {
        case .none: return
        case .json(let json):
            request.headers[.contentType] = "application/json"
            request.body = json.bytes
        case .raw(let bytes, let contentType):
            request.headers[.contentType] = contentType
            request.body = bytes
        case .form(let fields, "multipart/form-data"):
            let form = SampleMultipart(fields.object ?? [:], schema: operation.body?.schema, operation.registry)
            request.headers[.contentType] = form.contentType
            request.body = form.bytes
        case .form(let fields, let contentType):
            var items: [QueryItem] = []
            for (name, value) in fields.object ?? [:] {
                items += texts(value).map { QueryItem(name, $0) }
            }
            request.headers[.contentType] = contentType
            request.body = Array(QueryString.write(items).utf8)
        }
        request.headers[.contentLength] = String(request.body.count)
    }

    private func texts(_ value: JSON?) -> [String] {
        switch value {
        case .none, .null: []
        case .array(let elements): elements.flatMap { texts($0) }
        case .string(let text): [text]
        case .some(let other): [other.description]
        }
    }
}

/// Where a value stands in a request.
struct SamplePlace: Sendable, Hashable {
    /// The index of the parameter, or `nil` for the body.
    var parameter: Int?
    /// The way inside of the value.
    var path: [Step] = []
}

/// What authenticates a request.
struct SampleCredential: Sendable, Hashable {
    enum Place: Sendable, Hashable {
        case header(HTTPField.Name)
        case query(String)
        case cookie(String)
    }

    let place: Place
    let value: String

    /// A placeholder for the credential of a scheme until a real one is known.
    ///
    /// - Parameters:
    ///   - scheme: the way to authenticate.
    ///   - token: what is sent in place of a bearer token or a key; a name that a replay fills if `nil`.
    ///   - bearer: that name for a bearer token.
    ///   - placeholders: takes the names.
    init?(_ scheme: SecurityScheme, token: String?, bearer: String, _ placeholders: inout Placeholders) {
        let definition = scheme.definition
        switch definition["type"]?.string {
        case "apiKey":
            guard let name = definition["name"]?.string else { return nil }
            switch definition["in"]?.string {
            case "query": place = .query(name)
            case "cookie": place = .cookie(name)
            default:
                guard let field = HTTPField.Name(name) else { return nil }
                place = .header(field)
            }
            value = token ?? placeholders.word(for: "env \(Self.variable(name))")
        case "http" where definition["scheme"]?.string?.lowercased() == "basic":
            place = .header(.authorization)
            value = "Basic \(token ?? placeholders.word(for: "env BASIC_CREDENTIALS"))"
        default:
            place = .header(.authorization)
            value = "Bearer \(token ?? placeholders.word(for: bearer))"
        }
    }

    /// The name of an environment variable, of a header field's or a parameter's.
    private static func variable(_ name: String) -> String {
        String(name.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
}

extension JSON {
    /// The value at a path.
    func value(at path: ArraySlice<Step>) -> JSON? {
        switch path.first {
        case nil: self
        case .name(let name): self[name]?.value(at: path.dropFirst())
        case .index(let index): self[index]?.value(at: path.dropFirst())
        }
    }

    /// The same value with another at a path; `nil` takes away what is there.
    func setting(_ value: JSON?, at path: ArraySlice<Step>) -> JSON? {
        switch (path.first, self) {
        case (nil, _): return value
        case (.name(let name), .object(var object)):
            object[name] = path.count == 1 ? value : object[name]?.setting(value, at: path.dropFirst())
            return .object(object)
        case (.index(let index), .array(var elements)) where elements.indices.contains(index):
            if let changed = elements[index].setting(value, at: path.dropFirst()) {
                elements[index] = changed
            } else {
                elements.remove(at: index)
            }
            return .array(elements)
        default: return self
        }
    }
}
