import Foundation
import Swiftlet
import SwiftletTesting
import Testing

/// A request to a FastAPI implementation of the service, and its response.
struct ObservedRecord: Sendable, CustomTestStringConvertible {
    /// The recorded apps.
    enum App: String {
        case users
        case extra
    }

    let name: String
    let app: App
    let request: Request
    let status: Int
    let responseHeaders: [String: String]
    let responseBody: JSON

    var testDescription: String { name }

    /// The file with the records.
    static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Fixtures/fastapi-observed.json")

    /// All records in recording order: each continues with the database state of the previous ones.
    static let all: [ObservedRecord] = {
        guard let data = try? Data(contentsOf: file), let records = try? JSON(parsing: Array(data)).array else {
            return []
        }
        return records.compactMap(ObservedRecord.init)
    }()

    init?(_ record: JSON) {
        guard
            let name = record["name"]?.string, let app = record["app"]?.string.flatMap(App.init),
            let request = record["request"], let response = record["response"],
            let method = request["method"]?.string.flatMap({ HTTPRequest.Method($0) }),
            let path = request["path"]?.string, let status = response["status"]?.int
        else { return nil }
        self.name = name
        self.app = app
        self.status = status
        self.request = Self.request(method, path, request)
        var responseHeaders: [String: String] = [:]
        for (key, value) in response["headers"]?.object ?? [:] {
            responseHeaders[key] = value.string
        }
        self.responseHeaders = responseHeaders
        self.responseBody = response["body"] ?? .null
    }

    private static func request(_ method: HTTPRequest.Method, _ path: String, _ record: JSON) -> Request {
        var headers: HTTPFields = [:]
        for (key, value) in record["headers"]?.object ?? [:] {
            if let key = HTTPField.Name(key) { headers[key] = value.string }
        }
        let body = body(record["body"] ?? .null, isJSON: headers[.contentType] != nil)
        if let type = body?.contentType { headers[.contentType] = type }
        var request = Request(
            method: method,
            path: path,
            query: query(record["query"] ?? .null),
            headers: headers,
            body: body?.bytes ?? []
        )
        request.host = "testserver"
        return request
    }

    private static func query(_ query: JSON) -> [QueryItem] {
        if let pairs = query.array {
            return pairs.map { QueryItem($0[0]?.string ?? "", $0[1]?.string ?? "") }
        }
        return (query.object ?? [:]).map { QueryItem($0.key, $0.value.string ?? "\($0.value)") }
    }

    /// An object without a content type was sent as a form.
    private static func body(_ body: JSON, isJSON: Bool) -> TestBody? {
        switch body {
        case .null: return nil
        case .string(let text): return TestBody(Array(text.utf8), contentType: nil)
        case .object(let fields) where !isJSON:
            let items = fields.map { QueryItem($0.key, $0.value.string ?? "") }
            return TestBody(Array(QueryString.write(items).utf8), contentType: "application/x-www-form-urlencoded")
        default: return TestBody(body.bytes, contentType: nil)
        }
    }
}
