import Swiftlet

extension BedrockAgentAPIEvent {
    /// The operation as an HTTP request: parameters named in the path are its segments, others are in the query.
    ///
    /// - Throws: ``EventError`` if the method is not an HTTP method.
    func request() throws(EventError) -> Request {
        guard let method = HTTPRequest.Method(httpMethod.uppercased()) else {
            throw .invalidValue("httpMethod", expected: "an HTTP method")
        }
        var path = ""
        var pathNames: Set<String> = []
        var rest = Substring(apiPath).utf8
        while let open = rest.firstIndex(of: UInt8(ascii: "{")) {
            guard let close = rest[open...].firstIndex(of: UInt8(ascii: "}")) else { break }
            let name = String(Substring(rest[rest.index(after: open)..<close]))
            path += String(Substring(rest[..<open]))
            if let parameter = parameters.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
                path += PercentCoding.encode(parameter.value, allowing: .unreserved)
                pathNames.insert(name)
            } else {
                path += "{\(name)}"
            }
            rest = rest[rest.index(after: close)...]
        }
        path += String(Substring(rest))
        var request = Request(
            method: method,
            path: path,
            query: parameters.filter { !pathNames.contains($0.name) }.map { QueryItem($0.name, $0.value) }
        )
        if let contentType {
            request.headers[.contentType] = contentType
            request.body = body
        }
        return request
    }
}
