import Swiftlet

/// A request of a ``TestClient``, with its query as the test wrote it.
struct TestRequest: Sendable {
    var request: Request
    /// The query without its `?`; `nil` to encode that of the request.
    let rawQuery: String?

    init(_ request: Request, rawQuery: String? = nil) {
        self.request = request
        self.rawQuery = rawQuery
    }

    /// The event by which the platform would deliver the request.
    func event(_ shape: HTTPEventShape) -> [UInt8] {
        var details = HTTPEventDetails()
        details.rawQuery = rawQuery
        return shape.event(for: request, details: details)
    }
}
