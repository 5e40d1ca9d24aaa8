import Swiftlet

extension App {
    /// Sends a request to the app without an event.
    func ask(
        _ method: HTTPRequest.Method,
        _ target: String,
        headers: HTTPFields = [:],
        body: String = ""
    ) async -> Response {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let request = Request(
            method: method,
            path: String(parts[0]),
            query: parts.count > 1 ? QueryString.parse(String(parts[1])) : [],
            headers: headers,
            body: Array(body.utf8)
        )
        return await respond(to: request, context: Context(requestID: "test", logger: .silent))
    }

    /// Sends a request with a JSON body.
    func ask(_ method: HTTPRequest.Method, _ target: String, json: String) async -> Response {
        await ask(method, target, headers: [.contentType: "application/json"], body: json)
    }
}

extension Response {
    /// The body as text.
    var text: String {
        if case .bytes(let bytes) = body { String(decoding: bytes, as: UTF8.self) } else { "a stream" }
    }
}

extension Logger {
    /// A logger that discards messages.
    static let silent = Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }
}
