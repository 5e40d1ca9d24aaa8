import Swiftlet
import SwiftletTesting
import Testing

/// The header field of the key.
let keyField = HTTPField.Name("Idempotency-Key")
/// The header field of a response that is not the first.
let replayedField = HTTPField.Name("Idempotent-Replayed")

extension TestClient {
    /// Sends a POST request with a key, whose quotes are added.
    func post(
        _ path: String,
        key: String?,
        json: JSON? = nil,
        headers: HTTPFields = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> TestResponse {
        var headers = headers
        if let key, let keyField { headers[keyField] = "\"\(key)\"" }
        return try await post(path, headers: headers, json: json, sourceLocation: sourceLocation)
    }
}

extension TestResponse {
    /// Whether the response was stored.
    var isReplayed: Bool { replayedField.flatMap { headers[$0] } == "true" }
}
