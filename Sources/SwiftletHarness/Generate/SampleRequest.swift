import HTTPTypes
import Swiftlet
import SwiftletFixtures
import SwiftletJSON

/// A request to a route whose parts can be changed individually.
struct SampleRequest: Sendable {
    /// The request body.
    enum Body: Sendable {
        case none
        case json(JSON)
        /// The fields of a form: strings, arrays of strings, or files.
        case form(JSON, contentType: String)
        case raw([UInt8], contentType: String?)
    }

    let operation: RouteOperation
    /// The parameters to send, by their index in the operation.
    var parameters: [Int: JSON] = [:]
    var body = Body.none
    /// The credentials: header fields, query items and cookies.
    var credentials: [SampleCredential] = []

    /// The value at a path in the body, or of a parameter.
    subscript(location: SampleLocation) -> JSON? {
        get {
            switch (location.parameter, body) {
            case (let index?, _): parameters[index].flatMap { $0.value(at: location.path[...]) }
            case (nil, .json(let json)), (nil, .form(let json, _)): json.value(at: location.path[...])
            case (nil, _): nil
            }
        }
        set {
            switch (location.parameter, body) {
            case (let index?, _):
                parameters[index] =
                    location.path.isEmpty
                    ? newValue : parameters[index]?.setting(newValue, at: location.path[...])
            case (nil, .json(let json)):
                body = json.setting(newValue, at: location.path[...]).map { .json($0) } ?? .none
            case (nil, .form(let json, let type)):
                body = json.setting(newValue, at: location.path[...]).map { .form($0, contentType: type) } ?? .none
            case (nil, _): break
            }
        }
    }

    /// The app's request.
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
            switch credential.location {
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

extension JSON {
    /// The value at a path.
    func value(at path: ArraySlice<Step>) -> JSON? {
        switch path.first {
        case nil: self
        case .name(let name): self[name]?.value(at: path.dropFirst())
        case .index(let index): self[index]?.value(at: path.dropFirst())
        }
    }

    /// Returns a copy with the value at a path replaced; `nil` removes it.
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
