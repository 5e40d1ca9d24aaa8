import SwiftletJSON

@testable import Swiftlet

extension FuzzTarget {
    /// Queries, paths, cookies, header fields and content types with arbitrary text.
    ///
    /// Escaped query items and header parameters must be parsed as the same bytes.
    static let parameters = FuzzTarget(name: "parameters") { bytes in
        let parts = bytes.split(separator: 0x0A, maxSplits: 4, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        func part(_ index: Int) -> String { index < parts.count ? parts[index] : "" }
        checkQuery(QueryItem(part(0), part(1)))
        checkHeaderParameters(part(0), part(1))
        let event: JSON = [
            "version": "2.0",
            "rawPath": .string("/parameters/" + part(0)),
            "rawQueryString": .string(part(1)),
            "cookies": [.string(part(2))],
            "headers": ["x-number": .string(part(3)), "content-type": .string(part(4))],
            "requestContext": ["http": ["method": "GET", "path": "/", "sourceIp": "192.0.2.1"], "stage": "$default"],
            "isBase64Encoded": false,
        ]
        InlineExecutor.run { await FuzzApp.checkResponse(to: event.bytes) }
    }

    private static func checkQuery(_ item: QueryItem) {
        let written = Request(query: [item, item]).queryString
        let event: JSON = [
            "rawPath": "/", "rawQueryString": .string(written), "requestContext": ["http": ["method": "GET"]],
        ]
        guard let node = try? JSONDocument(parsing: event.bytes).root,
            let query = try? HTTPEventShape.httpAPI.request(from: node).query
        else { return check(false, "the event is not parsed") }
        let isSame = query.count == 2 && query.allSatisfy { equals($0.name, item.name) && equals($0.value, item.value) }
        check(isSame, "the query does not round-trip: \(written)")
    }

    private static func checkHeaderParameters(_ first: String, _ second: String) {
        let field = "form-data; name=\(quoted(first)); filename=\(quoted(second))"
        let parameters = HeaderParameters(field)
        let isSame =
            equals(parameters["name"], first) && equals(parameters["filename"], second)
            && equals(parameters.value, "form-data")
        check(isSame, "the parameters do not round-trip: \(field)")
    }

    /// A text as a quoted string (RFC 9110, section 5.6.4).
    private static func quoted(_ text: String) -> String {
        var bytes = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
        return String(decoding: bytes + [UInt8(ascii: "\"")], as: UTF8.self)
    }

    private static func equals(_ first: String?, _ second: String) -> Bool {
        first.map { $0.utf8.elementsEqual(second.utf8) } ?? false
    }
}
