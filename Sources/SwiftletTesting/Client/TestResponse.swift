import FoundationEssentials
public import HTTPTypes
public import Swiftlet
public import SwiftletJSON

/// A response to a request of a ``TestClient``.
///
/// ```swift
/// let response = try await client.post("/sales").expect(.conflict)
/// #expect(response.headers[.server] == "swiftlet")
/// #expect(try response.json == ["detail": "Out of stock"])
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

    /// The body as JSON.
    ///
    /// - Throws: ``TestFailure`` with the response if the body is not valid JSON.
    public var json: JSON {
        get throws {
            do {
                return try JSON(parsing: body)
            } catch {
                throw TestFailure("The body is not JSON (\(error)):\n\(indented(description))")
            }
        }
    }

    /// Decodes the body as a model.
    ///
    /// - Throws: ``TestFailure`` with all errors and the response if the body is not valid.
    public func decode<Value: SchemaValue>(_ type: Value.Type = Value.self) throws -> Value {
        var validation = Validation()
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: body)
        } catch {
            throw TestFailure("The body is not JSON (\(error)):\n\(indented(description))")
        }
        guard let value = Value.decode(.node(document.root), constraints: [], validation: &validation) else {
            let errors = validation.errors.map(String.init(describing:)).joined(separator: "\n")
            throw TestFailure("The body is not a valid \(type):\n\(indented(errors))\n\(indented(description))")
        }
        return value
    }

    /// Decodes the body as a decodable type.
    ///
    /// - Throws: ``TestFailure`` with the error and the response if the body is not valid.
    public func decode<Value: Decodable>(decodable type: Value.Type = Value.self) throws -> Value {
        do {
            return try JSON.decode(type, from: body)
        } catch {
            throw TestFailure("The body is not a valid \(type) (\(error)):\n\(indented(description))")
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

    /// Expects a status.
    ///
    /// - Returns: The response.
    /// - Throws: ``TestFailure`` with the response if the status differs.
    @discardableResult
    public func expect(_ status: HTTPResponse.Status) throws -> TestResponse {
        guard self.status.code == status.code else {
            throw TestFailure("Expected \(status), but the response is\n\(indented(description))")
        }
        return self
    }

    /// Expects a status and a JSON body, in which strings may be matchers (see ``Matcher``).
    ///
    /// - Returns: The response.
    /// - Throws: ``TestFailure`` with the differences; ``FixtureError`` if a matcher is invalid.
    @discardableResult
    public func expect(_ status: HTTPResponse.Status, json expected: JSON) throws -> TestResponse {
        try expect(status)
        let comparison = try Expectation(expected).compare(try json)
        guard comparison.isMatch else {
            throw TestFailure(comparison.differences.map(\.description).joined(separator: "\n"))
        }
        return self
    }

    /// The status, the header fields and the body.
    public var description: String {
        let fields = headers.map { "\($0.name): \($0.value)" }
        return (["HTTP \(status)"] + fields + ["", text]).joined(separator: "\n")
    }
}
