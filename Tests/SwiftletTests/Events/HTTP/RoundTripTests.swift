import HTTPTypes
import SwiftletFixtures
import SwiftletJSON
import TestSupport
import Testing

@testable import Swiftlet

/// Random requests are preserved by encoding and decoding events, as far as the shape can represent them.
@Suite struct EventRoundTripTests {
    @Test(arguments: HTTPEventShape.all)
    func `decoding an event returns the original request`(_ shape: HTTPEventShape) throws {
        var random = SplitMix64(seed: 2026)
        for _ in 0..<300 {
            var request = Self.request(&random, shape)
            var details = HTTPEventDetails()
            details.addsPlatformFields = false
            let event = try JSONDocument(parsing: shape.event(for: request, details: details)).root
            #expect(HTTPEventShape.recognize(event) == shape)
            let options = HTTPEventOptions(basePath: shape == .httpAPI || shape == .restAPI ? "" : request.basePath)
            let read = try shape.request(from: event, options: options)

            #expect(read.method == request.method)
            #expect(read.basePath == request.basePath)
            #expect(read.body == request.body)
            #expect(read.scheme == request.scheme)
            #expect(read.host == request.host)
            #expect(read.clientAddress == request.clientAddress)
            if shape == .httpAPI {
                #expect(read.path == PercentCoding.decode(request.path))
            } else {
                #expect(read.path == request.path)
            }
            if shape.hasSingleValues {
                // Only the last value of a repeated name is delivered.
                request.query = Self.last(request.query)
                request.headers = Self.last(request.headers)
            }
            #expect(Self.grouped(read.query) == Self.grouped(request.query))
            #expect(read.cookies == request.cookies)
            for name in Set(request.headers.map(\.name)) where name != .cookie {
                let sent = request.headers[values: name]
                let joined = shape == .httpAPI || shape == .functionURL
                #expect(read.headers[values: name] == (joined ? [sent.joined(separator: ",")] : sent))
            }
        }
    }

    @Test(arguments: HTTPEventShape.all)
    func `an event includes the fields that the platform adds`(_ shape: HTTPEventShape) throws {
        var request = Request(method: .get, path: "/users", query: ["page=2"], shape: shape)
        request.host = "api.example.com"
        let event = try JSONDocument(parsing: shape.event(for: request)).root
        let read = try Swiftlet.HTTPEventShape(recognizing: event).request(from: event)
        #expect(read.host == "api.example.com")
        #expect(read.clientAddress == "127.0.0.1")
        #expect(read.headers[HTTPField.Name("x-forwarded-proto")!] == "https")
        #expect(read.query == ["page=2"])
        if shape == .httpAPI { #expect(event["requestContext"]?["time"]?.string == "01/Jan/2026:00:00:00 +0000") }
    }

    @Test(arguments: [HTTPEventShape.httpAPI, .functionURL, .restAPI])
    func `claims are converted to the format of the shape`(_ shape: HTTPEventShape) throws {
        for authorizer in [
            #"{"jwt": {"claims": {"sub": "ada"}, "scopes": ["read"]}}"#,
            #"{"claims": {"sub": "ada", "scope": "read"}}"#,
        ] {
            for source in [HTTPEventShape.httpAPI, .restAPI] {
                var request = Request(shape: source)
                request.authorizer = try node(authorizer)
                let event = try JSONDocument(parsing: shape.event(for: request)).root
                let read = try shape.request(from: event)
                #expect(read.claims?["sub"]?.string == "ada")
                #expect(read.scopes == ["read"])
            }
        }
    }

    @Test(arguments: [(HTTPEventShape.httpAPI, #"{"lambda": {"tenant": "acme"}}"#), (.restAPI, #"{"tenant": "acme"}"#)])
    func `an authorizer's context is converted to the format of the shape`(
        _ source: HTTPEventShape,
        _ authorizer: String
    ) throws {
        for shape in [HTTPEventShape.httpAPI, .functionURL, .restAPI] {
            var request = Request(shape: source)
            request.authorizer = try node(authorizer)
            let read = try shape.request(from: JSONDocument(parsing: shape.event(for: request)).root)
            #expect(read.authorizerContext?["tenant"]?.string == "acme")
        }
    }

    // MARK: - Random requests

    private static func request(_ random: inout SplitMix64, _ shape: HTTPEventShape) -> Request {
        let methods: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete, .head, .options]
        let texts = ["a", "b c", "ü€", "1+1", "100%", "a&b=c", "", "x,y; z", "😀", "%41", "\"quoted\""]
        let segments = ["users", "7", "a%20b", "%C3%BC", "x+y", "~", "a%2Cb", ":id"]
        var request = Request(shape: shape)
        request.method = methods.randomElement(using: &random) ?? .get
        request.path =
            "/"
            + (0..<Int.random(in: 0..<4, using: &random))
            .map { _ in
                segments.randomElement(using: &random) ?? ""
            }
            .joined(separator: "/")
        request.basePath = Bool.random(using: &random) ? "" : "/prod"
        for _ in 0..<Int.random(in: 0..<5, using: &random) {
            request.query.append(
                QueryItem(texts.randomElement(using: &random) ?? "", texts.randomElement(using: &random) ?? "")
            )
        }
        let names = ["x-a", "accept", "user-agent", "content-type", "x-b"].compactMap { HTTPField.Name($0) }
        for _ in 0..<Int.random(in: 0..<6, using: &random) {
            let value = texts.randomElement(using: &random) ?? ""
            request.headers.append(HTTPField(name: names.randomElement(using: &random) ?? .accept, value: value))
        }
        request.headers[.contentType] = ["application/json", "image/png", "text/plain"].randomElement(using: &random)
        for _ in 0..<Int.random(in: 0..<3, using: &random) {
            request.headers.append(HTTPField(name: .cookie, value: "c\(Int.random(in: 0..<9, using: &random))=1"))
        }
        let field = { (name: String, value: String) in HTTPField(name: HTTPField.Name(name) ?? .accept, value: value) }
        request.host = "api.example.com"
        request.headers.append(field("host", "api.example.com"))
        request.clientAddress = "203.0.113.\(Int.random(in: 1..<255, using: &random))"
        request.headers.append(field("x-forwarded-for", request.clientAddress ?? ""))
        request.scheme = Bool.random(using: &random) ? "http" : "https"
        request.headers.append(field("x-forwarded-proto", request.scheme))
        let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        request.body = Bool.random(using: &random) ? bytes : Array((texts.randomElement(using: &random) ?? "").utf8)
        return request
    }

    /// Groups items by name, because a map does not preserve the order of different names.
    private static func grouped(_ items: [QueryItem]) -> [String: [String]] {
        Dictionary(grouping: items, by: \.name).mapValues { $0.map(\.value) }
    }

    private static func last(_ items: [QueryItem]) -> [QueryItem] {
        grouped(items).map { QueryItem($0.key, $0.value.last ?? "") }
    }

    private static func last(_ fields: HTTPFields) -> HTTPFields {
        var kept = HTTPFields()
        for field in fields {
            if field.name == .cookie { kept.append(field) } else { kept[field.name] = field.value }
        }
        return kept
    }
}
