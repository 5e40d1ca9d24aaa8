import Foundation
import Swiftlet
import SwiftletTesting
import Testing

extension ObservedRecord {
    /// The compared header fields, besides those of a redirect and a deviation.
    ///
    /// Additional fields, such as the `Location` of a new user, are not compared.
    private static let comparedHeaders = [
        "access-control-allow-credentials", "access-control-allow-headers", "access-control-allow-methods",
        "access-control-allow-origin", "access-control-max-age", "allow", "content-type", "vary", "www-authenticate",
    ]

    /// Checks that a response equals the record except for its deviation.
    ///
    /// JSON is compared by byte, unless it contains numbers
    /// that depend on the database.
    func compare(_ response: TestResponse, idsDiffer: Bool = false) throws {
        let deviation = Deviation.all[name]
        #expect(response.status.code == deviation?.status ?? status, "\(name): \(response)")
        let ownHeaders = (deviation?.headers.keys).map(Set.init) ?? []
        let redirects = responseHeaders.keys.filter { $0 == "location" }
        for header in ownHeaders.union(Self.comparedHeaders).union(redirects).sorted() {
            let expected = deviation?.headers[header] ?? responseHeaders[header]
            #expect(response.headers[try #require(HTTPField.Name(header))] == expected, "\(name): \(header)")
        }
        if deviation?.hasOtherBody == true { return }
        if let body = matchers(idsDiffer) {
            #expect(try Expectation(body).compare(response.json()).differences == [], "\(name)")
        } else {
            #expect(response.text == deviation?.body?.string ?? text, "\(name)")
        }
    }

    /// The body with matchers, for JSON that cannot be compared by byte.
    private func matchers(_ idsDiffer: Bool) -> JSON? {
        let body = Deviation.all[name]?.body ?? (idsDiffer ? responseBody.withAnyID : .string(text))
        if case .string = body { return .none }
        return .some(body)
    }

    /// The recorded body: FastAPI writes JSON without white space, which the recorded length confirms.
    private var text: String {
        guard case .string(let text) = responseBody else {
            let text = responseBody.description
            if let length = responseHeaders["content-length"] { #expect("\(text.utf8.count)" == length, "\(name)") }
            return text
        }
        return text
    }
}

extension JSON {
    /// The value with a matcher for every `id`.
    fileprivate var withAnyID: JSON {
        switch self {
        case .object(let object):
            .object(JSONObject(object.map { ($0.key, $0.key == "id" ? "<integer>" : $0.value.withAnyID) }))
        case .array(let elements): .array(elements.map(\.withAnyID))
        default: self
        }
    }
}
