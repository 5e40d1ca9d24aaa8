public import HTTPTypes
public import SwiftletJSON

extension TestClient {
    /// Sends a GET.
    ///
    /// - Throws: what ``send(_:_:query:headers:body:)`` throws.
    public func get(
        _ path: String,
        query: KeyValuePairs<String, String> = [:],
        headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        try await send(.get, path, query: query, headers: headers)
    }

    /// Sends a HEAD.
    ///
    /// - Throws: what ``send(_:_:query:headers:body:)`` throws.
    public func head(
        _ path: String,
        query: KeyValuePairs<String, String> = [:],
        headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        try await send(.head, path, query: query, headers: headers)
    }

    /// Sends an OPTIONS.
    ///
    /// - Throws: what ``send(_:_:query:headers:body:)`` throws.
    public func options(
        _ path: String,
        query: KeyValuePairs<String, String> = [:],
        headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        try await send(.options, path, query: query, headers: headers)
    }

    /// Sends a POST with a JSON value, a form or any other body: the first of them that is given.
    ///
    /// - Throws: what ``send(_:_:query:headers:body:)`` throws.
    public func post(
        _ path: String,
        query: KeyValuePairs<String, String> = [:],
        headers: HTTPFields = [:],
        json: JSON? = nil,
        form: KeyValuePairs<String, String>? = nil,
        body: TestBody? = nil
    ) async throws -> TestResponse {
        let body = json.map(TestBody.json) ?? form.map(TestBody.form) ?? body
        return try await send(.post, path, query: query, headers: headers, body: body)
    }

    /// Sends a PUT with a JSON value, a form or any other body: the first of them that is given.
    ///
    /// - Throws: what ``send(_:_:query:headers:body:)`` throws.
    public func put(
        _ path: String,
        query: KeyValuePairs<String, String> = [:],
        headers: HTTPFields = [:],
        json: JSON? = nil,
        form: KeyValuePairs<String, String>? = nil,
        body: TestBody? = nil
    ) async throws -> TestResponse {
        let body = json.map(TestBody.json) ?? form.map(TestBody.form) ?? body
        return try await send(.put, path, query: query, headers: headers, body: body)
    }

    /// Sends a PATCH with a JSON value, a form or any other body: the first of them that is given.
    ///
    /// - Throws: what ``send(_:_:query:headers:body:)`` throws.
    public func patch(
        _ path: String,
        query: KeyValuePairs<String, String> = [:],
        headers: HTTPFields = [:],
        json: JSON? = nil,
        form: KeyValuePairs<String, String>? = nil,
        body: TestBody? = nil
    ) async throws -> TestResponse {
        let body = json.map(TestBody.json) ?? form.map(TestBody.form) ?? body
        return try await send(.patch, path, query: query, headers: headers, body: body)
    }

    /// Sends a DELETE with a JSON value or any other body, or with none.
    ///
    /// - Throws: what ``send(_:_:query:headers:body:)`` throws.
    public func delete(
        _ path: String,
        query: KeyValuePairs<String, String> = [:],
        headers: HTTPFields = [:],
        json: JSON? = nil,
        body: TestBody? = nil
    ) async throws -> TestResponse {
        try await send(.delete, path, query: query, headers: headers, body: json.map(TestBody.json) ?? body)
    }
}
