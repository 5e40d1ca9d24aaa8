import HTTPTypes
import Swiftlet
import SwiftletFixtures

/// A request of a ``TestClient``, with the query as the test specified it.
struct TestRequest: Sendable {
    var request: Request
    /// The query without `?`; `nil` to encode that of the request.
    let rawQuery: String?

    init(_ request: Request, rawQuery: String? = nil) {
        self.request = request
        self.rawQuery = rawQuery
    }

    /// A request with a body, whose path may contain a query.
    init(
        _ method: HTTPRequest.Method,
        _ path: String,
        query: KeyValuePairs<String, String>,
        headers: HTTPFields,
        body: TestBody?
    ) {
        let parts = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var rawQuery = parts.count > 1 ? String(parts[1]) : ""
        let added = QueryString.write(query.map { QueryItem($0, $1) })
        if !added.isEmpty { rawQuery += rawQuery.isEmpty ? added : "&" + added }
        let items = QueryString.parse(rawQuery)
        var request = Request(method: method, path: String(parts[0]), query: items, headers: headers)
        if let body {
            request.body = body.bytes
            if let type = body.contentType, !headers.contains(.contentType) { request.headers[.contentType] = type }
        }
        self.init(request, rawQuery: rawQuery)
    }

    /// The event that AWS would deliver for the request.
    func event(_ shape: HTTPEventShape) -> [UInt8] {
        var details = HTTPEventDetails()
        details.rawQuery = rawQuery
        return shape.event(for: request, details: details)
    }
}
