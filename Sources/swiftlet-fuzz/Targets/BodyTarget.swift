import Swiftlet
import SwiftletJSON

extension FuzzTarget {
    /// Bodies: JSON against every kind of schema, and both kinds of forms.
    ///
    /// The first byte chooses which.
    static let body = FuzzTarget(name: "body") { bytes in
        let kinds: [(path: String, type: String)] = [
            ("/everything", "application/json"), ("/patch", "application/json"), ("/two", "application/json"),
            ("/any", "application/json"), ("/form", "application/x-www-form-urlencoded"),
            ("/upload", "multipart/form-data; boundary=B"), ("/form", "multipart/form-data; boundary=B"),
        ]
        guard let choice = bytes.first else { return }
        let kind = kinds[Int(choice) % kinds.count]
        let request = Request(
            method: .post,
            path: kind.path,
            headers: [.contentType: kind.type],
            body: Array(bytes.dropFirst())
        )
        FuzzApp.answer(request)
    }

    /// Queries, paths, cookies, header fields and the type of a body, as texts of any characters.
    static let parameters = FuzzTarget(name: "parameters") { bytes in
        let parts = bytes.split(separator: 0x0A, maxSplits: 4, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        func part(_ index: Int) -> String { index < parts.count ? parts[index] : "" }
        let event: JSON = [
            "version": "2.0",
            "rawPath": .string("/parameters/" + part(0)),
            "rawQueryString": .string(part(1)),
            "cookies": [.string(part(2))],
            "headers": ["x-number": .string(part(3)), "content-type": .string(part(4))],
            "requestContext": ["http": ["method": "GET", "path": "/", "sourceIp": "192.0.2.1"], "stage": "$default"],
            "isBase64Encoded": false,
        ]
        InlineExecutor.run { await FuzzApp.checkAnswer(to: event.bytes) }
    }
}
