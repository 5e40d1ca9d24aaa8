public import HTTPTypes
public import SwiftletJSON
public import Testing

extension TestClient {
    /// Sends a GET request.
    ///
    /// - Throws: The errors of ``send(_:_:query:headers:body:sourceLocation:)``.
    public func get(
        _ path: String,
        query: KeyValuePairs<String, String> = [:],
        headers: HTTPFields = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> TestResponse {
        try await send(.get, path, query: query, headers: headers, sourceLocation: sourceLocation)
    }

    /// Sends a HEAD request.
    ///
    /// - Throws: The errors of ``send(_:_:query:headers:body:sourceLocation:)``.
    public func head(
        _ path: String,
        query: KeyValuePairs<String, String> = [:],
        headers: HTTPFields = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> TestResponse {
        try await send(.head, path, query: query, headers: headers, sourceLocation: sourceLocation)
    }

    /// Sends an OPTIONS request.
    ///
    /// - Throws: The errors of ``send(_:_:query:headers:body:sourceLocation:)``.
    public func options(
        _ path: String,
        query: KeyValuePairs<String, String> = [:],
        headers: HTTPFields = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> TestResponse {
        try await send(.options, path, query: query, headers: headers, sourceLocation: sourceLocation)
    }

    /// Sends a POST request with a JSON value, a form or another body; the first one that is specified is used.
    ///
    /// - Throws: The errors of ``send(_:_:query:headers:body:sourceLocation:)``.
    public func post(
        _ path: String,
        query: KeyValuePairs<String, String> = [:],
        headers: HTTPFields = [:],
        json: JSON? = nil,
        form: KeyValuePairs<String, String>? = nil,
        body: TestBody? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> TestResponse {
        let body = json.map(TestBody.json) ?? form.map(TestBody.form) ?? body
        return try await send(.post, path, query: query, headers: headers, body: body, sourceLocation: sourceLocation)
    }

    /// Sends a PUT request with a JSON value, a form or another body; the first one that is specified is used.
    ///
    /// - Throws: The errors of ``send(_:_:query:headers:body:sourceLocation:)``.
    public func put(
        _ path: String,
        query: KeyValuePairs<String, String> = [:],
        headers: HTTPFields = [:],
        json: JSON? = nil,
        form: KeyValuePairs<String, String>? = nil,
        body: TestBody? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> TestResponse {
        let body = json.map(TestBody.json) ?? form.map(TestBody.form) ?? body
        return try await send(.put, path, query: query, headers: headers, body: body, sourceLocation: sourceLocation)
    }

    /// Sends a PATCH request with a JSON value, a form or another body; the first one that is specified is used.
    ///
    /// - Throws: The errors of ``send(_:_:query:headers:body:sourceLocation:)``.
    public func patch(
        _ path: String,
        query: KeyValuePairs<String, String> = [:],
        headers: HTTPFields = [:],
        json: JSON? = nil,
        form: KeyValuePairs<String, String>? = nil,
        body: TestBody? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> TestResponse {
        let body = json.map(TestBody.json) ?? form.map(TestBody.form) ?? body
        return try await send(.patch, path, query: query, headers: headers, body: body, sourceLocation: sourceLocation)
    }

    /// Sends a DELETE request, optionally with a JSON value or another body.
    ///
    /// - Throws: The errors of ``send(_:_:query:headers:body:sourceLocation:)``.
    public func delete(
        _ path: String,
        query: KeyValuePairs<String, String> = [:],
        headers: HTTPFields = [:],
        json: JSON? = nil,
        body: TestBody? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> TestResponse {
        try await send(
            .delete,
            path,
            query: query,
            headers: headers,
            body: json.map(TestBody.json) ?? body,
            sourceLocation: sourceLocation
        )
    }
}
