import Swiftlet

/// A request of a ``TestClient``, with the query as the test specified it.
struct TestRequest: Sendable {
    var request: Request
    /// The query without `?`; `nil` to encode that of the request.
    let rawQuery: String?

    init(_ request: Request, rawQuery: String? = nil) {
        self.request = request
        self.rawQuery = rawQuery
    }

    /// The event that AWS would deliver for the request.
    func event(_ shape: HTTPEventShape) -> [UInt8] {
        var details = HTTPEventDetails()
        details.rawQuery = rawQuery
        return shape.event(for: request, details: details)
    }
}
