import SwiftletJSON
import Testing

@testable import Swiftlet
@testable import SwiftletValues

@Suite struct URLTests {
    @Test(arguments: PydanticURLs.url.cases)
    func `decodes URLs like Pydantic`(_ example: PydanticCase) throws {
        try example.check(WebURL.self)
    }

    @Test func `checks schemes and length of URLs`() throws {
        for example in PydanticURLs.httpURL.cases { try example.check(WebURL.self, .schemes("http", "https")) }
        let errors = try rejected(WebURL.self, #""http://example.com/abc""#, [.maxLength(10)])
        #expect(errors.first?.message == "URL should have at most 10 characters")
    }

    @Test func `normalization of a URL is idempotent`() {
        for example in PydanticURLs.url.cases {
            guard let output = example.output, let text = try? JSON(parsing: output).string else { continue }
            #expect(WebURL(text)?.description == text)
        }
    }

    @Test func `returns the components of a URL`() throws {
        let url = try #require(WebURL("https://u:p@Example.com:8443/a?b=c#d"))
        #expect([url.scheme, url.username, url.password, url.path] == ["https", "u", "p", "/a"])
        #expect([url.host, url.query, url.fragment] == ["example.com", "b=c", "d"])
        #expect(url.port == 8443)
        #expect(url.origin == "https://example.com:8443")
    }

    @Test func `random strings do not trap, and valid URLs round-trip`() {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("aA0:/\\?#@[].%é\u{301} \n_-x1.0".unicodeScalars)
        for _ in 0..<20_000 {
            var text = String.UnicodeScalarView(Bool.random(using: &generator) ? Array("http://".unicodeScalars) : [])
            for _ in 0..<Int.random(in: 0..<16, using: &generator) {
                if let scalar = alphabet.randomElement(using: &generator) { text.append(scalar) }
            }
            guard let url = WebURL(String(text)) else { continue }
            #expect(WebURL(url.description) == url, "\(String(text).debugDescription)")
        }
    }
}
