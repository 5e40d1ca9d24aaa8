import HTTPTypes
import SwiftletJSON
import Testing

@testable import Swiftlet

/// Lazy header fields have the same values before and after conversion.
@Suite struct EventHeadersTests {
    private func request(headers: String, cookies: String? = nil) throws -> Request {
        let cookies = cookies.map { #","cookies":\#($0)"# } ?? ""
        let event = #"""
            {"version":"2.0","rawPath":"/","headers":\#(headers)\#(cookies),
            "requestContext":{"http":{"method":"GET","path":"/"},"domainName":"api.example.com"}}
            """#
        let root = try JSONDocument(parsing: Array(event.utf8)).root
        return try HTTPEventShape(recognizing: root).request(from: root)
    }

    @Test(
        arguments: [
            (#"{}"#, nil),
            (#"{"accept":"a/b"}"#, nil),
            (#"{"Accept":"a/b","X-One":"1"}"#, nil),
            (#"{"x-one":"1","x-one":"2","X-ONE":"3"}"#, nil),
            (#"{"x-one":" odd\u0000 \n value "}"#, nil),
            (#"{"x-\u006fne":"escaped name"}"#, nil),
            (#"{"x-one":["1","2"]}"#, nil),
            (#"{"x-one":7,"accept":null}"#, nil),
            (#"{"no name":"1","x-one":"1",":path":"/"}"#, nil),
            (#"{"x-one":"1"}"#, #"["a=1","b=2"]"#),
            (#"{"cookie":"c=3; d=4","x-one":"1"}"#, nil),
            (#"{"cookie":"c=3; d=4","x-one":"1"}"#, #"["a=1"]"#),
            (#"{"x-one":"1"}"#, #"[]"#),
            (#"{"x-one":"1"}"#, #"null"#),
            (#"null"#, #"["a=1"]"#),
        ] as [(String, String?)]
    )
    func `a single field has the same value as in the converted fields`(headers: String, cookies: String?) throws {
        let names = try ["accept", "x-one", "X-One", "cookie", "host", "x-missing"]
            .map { try #require(HTTPField.Name($0)) }
        for name in names {
            let fresh = try request(headers: headers, cookies: cookies)
            let value = fresh.header(name)
            let values = fresh.headers(named: name)
            #expect(value == fresh.headers[name])
            #expect(values == fresh.headers[values: name])
            // Again, after conversion.
            #expect(fresh.header(name) == value)
            #expect(fresh.headers(named: name) == values)
        }
    }

    @Test func `invalid characters in a value are replaced with and without conversion`() throws {
        let request = try request(headers: #"{"x-one":" odd\u0000 \n value "}"#)
        let name = try #require(HTTPField.Name("x-one"))
        let value = request.header(name)
        #expect(value == "odd    value")
        #expect(request.headers[name] == value)
    }

    @Test func `modified fields are returned and copies are unaffected`() throws {
        var request = try request(headers: #"{"x-one":"1","accept":"a/b"}"#)
        let copy = request
        request.headers[.accept] = "c/d"
        request.headers.append(HTTPField(name: .cookie, value: "e=5"))
        #expect(request.header(.accept) == "c/d")
        #expect(request.headers(named: .cookie) == ["e=5"])
        #expect(request.headers.count == 3)
        #expect(copy.header(.accept) == "a/b")
        #expect(copy.headers.count == 2)
    }

    @Test(arguments: [
        (#"{"host":"one.example.com","HOST":"two.example.com"}"#, "one.example.com", "https"),
        (#"{"Host":"no host","host":"two.example.com:8080"}"#, "two.example.com:8080", "https"),
        (#"{"x-forwarded-proto":"http"}"#, "api.example.com", "http"),
        (#"{"X-Forwarded-Proto":"https","x-forwarded-proto":"http"}"#, "api.example.com", "https"),
        (#"{"h\u006fst":"three.example.com"}"#, "three.example.com", "https"),
    ])
    func `finds the host and scheme`(headers: String, host: String, scheme: String) throws {
        let request = try request(headers: headers)
        #expect(request.host == host)
        #expect(request.scheme == scheme)
    }

    @Test(arguments: [#"{"x-one":{}}"#, #"{"x-one":[[]]}"#, #"["x-one"]"#, #"7"#])
    func `rejects malformed headers`(headers: String) {
        #expect(throws: EventError.self) { try request(headers: headers) }
    }

    @Test func `rejects too many fields`() throws {
        func headers(_ count: Int) -> String {
            "{" + (0..<count).map { #""x-\#($0)":"""# }.joined(separator: ",") + "}"
        }
        #expect(try request(headers: headers(10_000)).headers.count == 10_000)
        #expect(throws: EventError.self) { try request(headers: headers(10_001)) }
        #expect(throws: EventError.self) { try request(headers: headers(10_000), cookies: #"["a=1"]"#) }
    }
}
