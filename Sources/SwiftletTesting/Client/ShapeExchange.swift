import HTTPTypes
import Swiftlet
import SwiftletFixtures
import SwiftletJSON

/// A request, sent in the event shapes that can represent it.
struct ShapeExchange: Sendable {
    private let app: App
    private let sent: TestRequest
    private let context: Context
    private let raisesServerErrors: Bool
    private var request: Request { sent.request }

    init(_ app: App, request: TestRequest, context: Context, raisesServerErrors: Bool) {
        self.app = app
        self.sent = request
        self.context = context
        self.raisesServerErrors = raisesServerErrors
    }

    /// Returns the response in one shape.
    ///
    /// - Throws: ``TestFailure`` if AWS would reject the request or the response; an error of the app.
    func response(in shape: HTTPEventShape) async throws -> TestResponse {
        guard fits(shape) else {
            throw TestFailure("\(name): AWS would reject the request with 413, as \(shape): it is too large.")
        }
        let output = try await ServerErrors.rethrowing(if: raisesServerErrors) {
            try await app(sent.event(shape), context: context)
        }
        do {
            return TestResponse(try shape.response(from: try JSONDocument(parsing: output).root))
        } catch {
            throw TestFailure("\(name): AWS would reject the response, as \(shape): \(error)")
        }
    }

    /// Returns the response, which must be the same in all shapes that can represent it.
    ///
    /// - Throws: ``TestFailure`` if the responses differ, or the request is too large for all shapes; an error of the app.
    func agreedResponse(in shapes: [HTTPEventShape]) async throws -> TestResponse {
        let repeatsAnything = repeatsAnything
        let shapes = shapes.filter { !($0.hasSingleValues && repeatsAnything) && fits($0) }
        guard let first = shapes.first else {
            throw TestFailure("\(name): AWS would reject the request with 413: it is too large.")
        }
        let expected = RequestFacts(try decoded(first), of: request)
        for shape in shapes.dropFirst() {
            let actual = RequestFacts(try decoded(shape), of: request)
            try demand(expected.json, actual.json, "decodes to different requests", first, shape)
        }
        let response = try await response(in: first)
        guard [.get, .head, .options].contains(request.method) else { return response }
        for shape in shapes.dropFirst() where response.fits(shape, request, options: app.eventOptions) {
            let other = try await self.response(in: shape)
            try demand(response.facts, other.facts, "has different responses", first, shape)
        }
        return response
    }

    private var name: String { "\(request.method) \(request.path)" }

    private func decoded(_ shape: HTTPEventShape) throws -> Request {
        try shape.request(from: try JSONDocument(parsing: sent.event(shape)).root)
    }

    private func demand(
        _ expected: JSON,
        _ actual: JSON,
        _ problem: String,
        _ first: HTTPEventShape,
        _ other: HTTPEventShape
    ) throws {
        var comparison = Comparison(known: SavedValues())
        comparison.compareExactly(expected, actual, .root)
        guard !comparison.isMatch else { return }
        let list = comparison.differences.map {
            "\($0.path)\n  \(first): \($0.expectedText)\n  \(other): \($0.actualText)"
        }
        throw TestFailure(
            "\(name) \(problem) as \(first) and as \(other):\n\(indented(list.joined(separator: "\n")))"
        )
    }

    /// Whether the request's body and event are within the limits of a shape.
    private func fits(_ shape: HTTPEventShape) -> Bool {
        request.body.count <= shape.maximumRequestBodySize ?? .max
            && sent.event(shape).count <= HTTPEventShape.maximumEventSize
    }

    /// Whether a shape with a single value per name would lose values.
    private var repeatsAnything: Bool {
        Set(request.query.map(\.name)).count < request.query.count
            || Set(request.headers.map(\.name)).count < request.headers.count
    }
}

/// The properties of a request that must not depend on the shape.
private struct RequestFacts {
    let json: JSON

    /// Creates the properties; header fields that are not in `original` were added by AWS and are ignored.
    init(_ request: Request, of original: Request) {
        var query = JSONObject()
        for item in request.query {
            // Maps preserve the order of a name's values, but not the order of names.
            query[item.name] = .array((query[item.name]?.array ?? []) + [.string(item.value)])
        }
        var headers = JSONObject()
        for name in Set(original.headers.map(\.name)).sorted(by: { $0.canonicalName < $1.canonicalName }) {
            // Several fields with the same name may be combined, separated by commas.
            let values = request.headers[name]?.split(separator: ",").map(\.trimmed)
            headers[name.canonicalName] = (values?.joined(separator: ",")).map(JSON.string)
        }
        json = [
            "method": .string(request.method.rawValue),
            "path": .array(request.pathSegments.map(JSON.string)),
            "query": .object(query),
            "headers": .object(headers),
            "body": .string(String(decoding: request.body, as: UTF8.self)),
            "bodyBytes": .integer(request.body.count),
        ]
    }
}

extension TestResponse {
    /// Whether the response is within the limits of a shape.
    fileprivate func fits(_ shape: HTTPEventShape, _ request: Request, options: HTTPEventOptions) -> Bool {
        do {
            let response = Response(status, headers: headers, body: .bytes(body))
            _ = try shape.write(response, for: request, options: options)
            return true
        } catch {
            return error.code != .responseTooLarge
        }
    }

    fileprivate var facts: JSON {
        var fields = JSONObject()
        for field in headers {
            let name = field.name.canonicalName
            // Several fields with the same name are equivalent to a combined one, except for cookies.
            let values =
                field.name == .setCookie ? headers[values: .setCookie] : [headers[field.name] ?? ""]
            fields[name] = .array(values.map(JSON.string))
        }
        return [
            "status": .integer(status.code), "headers": .object(fields),
            "body": .string(String(decoding: body, as: UTF8.self)), "bodyBytes": .integer(body.count),
        ]
    }
}
