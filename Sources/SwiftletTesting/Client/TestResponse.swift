import FoundationEssentials
public import HTTPTypes
public import Swiftlet
import SwiftletFixtures
public import SwiftletJSON
public import Testing

/// A response to a request of a ``TestClient``.
///
/// ```swift
/// let response = try await client.post("/sales").expect(.conflict)
/// #expect(response.headers[.server] == "swiftlet")
/// #expect(try response.json() == ["detail": "Out of stock"])
/// ```
public struct TestResponse: Sendable, Hashable, CustomStringConvertible {
    /// The status of the response.
    public let status: HTTPResponse.Status
    /// The header fields; `Set-Cookie` fields are not combined.
    public let headers: HTTPFields
    /// The bytes of the body.
    public let body: [UInt8]

    /// Creates a response, to test code that accepts one.
    public init(status: HTTPResponse.Status, headers: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The body as text; invalid UTF-8 is replaced by U+FFFD.
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// Parses the body as JSON.
    ///
    /// - Throws: An error after recording an issue with the response, if the body is not valid JSON.
    public func json(sourceLocation: SourceLocation = #_sourceLocation) throws -> JSON {
        try require(at: sourceLocation) { try parsed { try JSON(parsing: body) } }
    }

    /// Decodes the body as a model.
    ///
    /// - Throws: An error after recording an issue with all errors and the response, if the body is not valid.
    public func decode<Value: SchemaValue>(
        _ type: Value.Type = Value.self,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Value {
        try require(at: sourceLocation) {
            var validation = Validation()
            let document = try parsed { try JSONDocument(parsing: body) }
            guard let value = Value.decode(.node(document.root), constraints: [], validation: &validation) else {
                let errors = validation.errors.map(String.init(describing:)).joined(separator: "\n")
                throw TestFailure("The body is not a valid \(type):\n\(indented(errors))\n\(indented(description))")
            }
            return value
        }
    }

    /// Decodes the body as a decodable type.
    ///
    /// - Throws: An error after recording an issue with the error and the response, if the body is not valid.
    public func decode<Value: Decodable>(
        decodable type: Value.Type = Value.self,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Value {
        try require(at: sourceLocation) {
            do {
                return try JSON.decode(type, from: body)
            } catch {
                throw TestFailure("The body is not a valid \(type) (\(error)):\n\(indented(description))")
            }
        }
    }

    /// Runs a body that parses the response's body.
    ///
    /// - Throws: ``TestFailure`` with the response if the body is not valid JSON.
    private func parsed<Value>(_ parse: () throws -> Value) throws -> Value {
        do {
            return try parse()
        } catch {
            throw TestFailure("The body is not JSON (\(error)):\n\(indented(description))")
        }
    }

    /// The values of the cookies that are set, by name, without decoding.
    public var cookies: [String: String] {
        var cookies: [String: String] = [:]
        for field in headers[fields: .setCookie] {
            guard let cookie = CookieJar.Cookie(field.value, at: .distantPast) else { continue }
            cookies[cookie.name] = cookie.value
        }
        return cookies
    }

    /// Expects a status; otherwise, records an issue with the response.
    ///
    /// - Parameters:
    ///   - status: The expected status.
    ///   - sourceLocation: The location at which an issue is recorded.
    /// - Returns: The response.
    @discardableResult
    public func expect(
        _ status: HTTPResponse.Status,
        sourceLocation: SourceLocation = #_sourceLocation
    ) -> TestResponse {
        if self.status.code != status.code {
            let problem = "Expected \(status), but the response is\n\(indented(description))"
            Issue.record("\(problem)", sourceLocation: sourceLocation)
        }
        return self
    }

    /// Expects a status and a JSON body, in which strings may be matchers (see `Matcher`).
    ///
    /// If the status, the body or a matcher is invalid, an issue is recorded, with the response or the differences.
    ///
    /// - Parameters:
    ///   - status: The expected status.
    ///   - expected: The expected body.
    ///   - sourceLocation: The location at which an issue is recorded.
    /// - Returns: The response.
    @discardableResult
    public func expect(
        _ status: HTTPResponse.Status,
        json expected: JSON,
        sourceLocation: SourceLocation = #_sourceLocation
    ) -> TestResponse {
        guard self.status.code == status.code else { return expect(status, sourceLocation: sourceLocation) }
        do {
            let actual = try parsed { try JSON(parsing: body) }
            let differences = try Expectation(expected).compare(actual).differences
            if !differences.isEmpty {
                let list = differences.map(\.description).joined(separator: "\n")
                Issue.record("\(list)", sourceLocation: sourceLocation)
            }
        } catch {
            Issue.record("\(error)", sourceLocation: sourceLocation)
        }
        return self
    }

    /// The status, the header fields and the body.
    public var description: String {
        let fields = headers.map { "\($0.name): \($0.value)" }
        return (["HTTP \(status)"] + fields + ["", text]).joined(separator: "\n")
    }
}
