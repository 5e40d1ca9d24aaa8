import Swiftlet
import SwiftletJSON

extension FuzzTarget {
    /// Request bodies: JSON for every kind of schema, and both kinds of forms, selected by the first byte.
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
        FuzzApp.respond(to: request)
    }
}
