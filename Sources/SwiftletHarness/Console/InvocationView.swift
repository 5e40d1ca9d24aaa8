import Foundation
import HTTPTypes
import Swiftlet
import SwiftletFixtures
import SwiftletGateway
import SwiftletJSON
import SwiftletServer

/// The JSON of a journal entry, as the page shows it.
struct InvocationView {
    /// The maximum size of a body that is shown.
    static let maximumBodyBytes = 64 * 1024

    private let entry: JournalEntry
    private let showsSecrets: Bool
    private let operation: RouteOperation?
    private var mask: DisplayMask

    /// - Parameters:
    ///   - entry: The invocation.
    ///   - app: The app, whose schemas mark secrets.
    ///   - showsSecrets: Whether secrets are shown rather than masked.
    init(_ entry: JournalEntry, of app: App, showsSecrets: Bool = false) {
        self.entry = entry
        self.showsSecrets = showsSecrets
        self.operation = entry.request.flatMap { app.operation(matching: $0) }
        mask = DisplayMask(operation)
    }

    // MARK: - Summary

    /// The entry of the list: `{"id", "number", "time", "method", "target", "handler", "status", "failure", "milliseconds"}`.
    var summary: JSON {
        var view = self
        return view.makeSummary()
    }

    private mutating func makeSummary() -> JSON {
        var json: JSON = [
            "id": .string(entry.id), "number": .integer(entry.number),
            "time": .integer(Int(entry.date.timeIntervalSince1970 * 1000)),
        ]
        json["milliseconds"] = entry.duration.map { .double($0.milliseconds) }
        json["handler"] = entry.attributes.handler.map(JSON.string)
        if var request = entry.request {
            request.body = []
            let visible = showsSecrets ? request : mask.masked(request)
            json["method"] = .string(request.method.rawValue)
            json["target"] = .string(Self.target(visible))
            json["shape"] = .string(request.shape.description)
            json["operation"] = operation.map { .string($0.route.operationID) }
        }
        switch entry.httpResult {
        case .response(let response): json["status"] = .integer(response.status.code)
        case .malformed: json["failure"] = "Function.MalformedResponse"
        case nil: break
        }
        if let failure = entry.failure { json["failure"] = .string(failure.errorType) }
        let timeline = Timeline(entry)
        json["queries"] = .integer(timeline.items.count)
        json["warnings"] = .integer(timeline.logs.count { $0.level >= .warning })
        return json
    }

    // MARK: - Details

    /// All parts of the entry: the summary, `request`, `response` or `output`, `errors`, `timeline`, `logs`, `report`, `text`.
    var details: JSON {
        var view = self
        // The request first: its secrets are masked in the other parts, too.
        var request: JSON?
        if let received = entry.request {
            let visible = showsSecrets ? received : view.mask.masked(received)
            request = view.message(visible.headers, body: visible.body)
            request?["method"] = .string(visible.method.rawValue)
            request?["target"] = .string(Self.target(visible))
            request?["client"] = received.clientAddress.map(JSON.string)
        }
        var json = view.makeSummary()
        json["showsSecrets"] = .bool(showsSecrets)
        json["request"] = request
        view.addResult(to: &json)
        if let failure = entry.failure {
            json["error"] = .string(view.visible(failure.errorMessage))
        }
        let timeline = Timeline(entry)
        json["timeline"] = .array(timeline.items.map { view.json($0) })
        json["logs"] = .array(timeline.logs.map { view.json($0) })
        json["droppedLogs"] = .integer(entry.droppedLogs)
        if let output = entry.output {
            let text = String(decoding: output, as: UTF8.self)
            json["output"] = .string(view.visible(text))
            json["report"] = Self.report(text)
        }
        return json
    }

    private mutating func addResult(to json: inout JSON) {
        switch (entry.httpResult, entry.outcome) {
        case (.response(let response), _):
            let visible = showsSecrets ? response : mask.masked(response)
            guard case .bytes(let bytes) = visible.body else { return }
            var message = message(visible.headers, body: bytes)
            message["status"] = .integer(response.status.code)
            message["reason"] = .string(response.status.reasonPhrase)
            json["response"] = message
            if response.status == .unprocessableContent { json["errors"] = Self.validationErrors(in: bytes) }
        case (.malformed(let reason), .response(let bytes)), (.malformed(let reason), .stream(_, let bytes, _, _)):
            json["error"] = .string(reason)
            json["result"] = body(visible(json: bytes), type: "application/json")
        case (nil, .response(let bytes)), (nil, .stream(_, let bytes, _, _)):
            json["result"] = body(visible(json: bytes), type: "application/json")
        default: break
        }
        if case .stream(_, _, isComplete: false, _) = entry.outcome { json["isIncomplete"] = true }
    }

    /// The event in a shape; in its own shape, the event itself.
    ///
    /// A masked HTTP event is created from the masked request.
    ///
    /// - Parameter shape: The shape; ignored for events that are not HTTP requests.
    /// - Returns: The JSON text.
    func event(as shape: HTTPEventShape?) -> [UInt8] {
        var view = self
        guard let request = entry.request else { return view.visible(json: entry.event) }
        let shape = shape ?? request.shape
        if showsSecrets, shape == request.shape { return entry.event }
        var details = HTTPEventDetails()
        details.requestID = entry.id
        details.time = Int64(entry.date.timeIntervalSince1970 * 1000)
        return shape.event(for: showsSecrets ? request : view.mask.masked(request), details: details)
    }

    // MARK: - Parts

    private static func target(_ request: Request) -> String {
        request.encodedPath + (request.query.isEmpty ? "" : "?\(request.queryString)")
    }

    private mutating func visible(_ text: String) -> String { showsSecrets ? text : mask.masked(text) }

    private mutating func visible(json bytes: [UInt8]) -> [UInt8] { showsSecrets ? bytes : mask.masked(json: bytes) }

    private func message(_ headers: HTTPFields, body bytes: [UInt8]) -> JSON {
        [
            "headers": .array(headers.map { [.string($0.name.rawName), .string($0.value)] }),
            "body": body(bytes, type: headers[.contentType] ?? ""),
        ]
    }

    /// `{"type", "bytes", "text" or "base64", "isCut"}`.
    private func body(_ bytes: [UInt8], type: String) -> JSON {
        let limit = showsSecrets ? Int.max : Self.maximumBodyBytes
        var json: JSON = ["type": .string(type), "bytes": .integer(bytes.count), "isCut": .bool(bytes.count > limit)]
        if String(validating: bytes, as: UTF8.self) != nil {
            json["text"] = .string(String(decoding: bytes.prefix(limit), as: UTF8.self))
        } else {
            json["base64"] = .string(Base64.encode(Array(bytes.prefix(limit))))
        }
        return json
    }

    private mutating func json(_ item: Timeline.Item) -> JSON {
        var json: JSON = [
            "kind": .string(item.kind), "label": .string(visible(item.label)),
            "start": .double(item.start.milliseconds), "milliseconds": .double(item.duration.milliseconds),
        ]
        json["details"] = .object(
            JSONObject(item.details.sorted { $0.key < $1.key }.map { (key: $0.key, value: .string($0.value)) })
        )
        return json
    }

    private mutating func json(_ record: JournalEntry.LogRecord) -> JSON {
        let metadata = record.metadata.sorted { $0.key < $1.key }
        return [
            "milliseconds": .double(record.time.milliseconds), "level": .string("\(record.level)"),
            "message": .string(visible(record.message)),
            "metadata": .object(
                JSONObject(metadata.map { (key: $0.key, value: .string(maskedValue($0.key, $0.value))) })
            ),
        ]
    }

    private mutating func maskedValue(_ name: String, _ value: String) -> String {
        !showsSecrets && Names.isSecret(name, value) ? DisplayMask.text : visible(value)
    }

    /// The errors of a 422 response in the format of FastAPI, as `[{"location": […], "message", "type"}]`.
    private static func validationErrors(in body: [UInt8]) -> JSON? {
        guard let errors = (try? JSON(parsing: body))?["detail"]?.array else { return nil }
        return .array(
            errors.map { error in
                [
                    "location": error["loc"] ?? [], "message": error["msg"] ?? "", "type": error["type"] ?? "",
                    "input": error["input"] ?? nil,
                ]
            }
        )
    }

    /// The fields of the platform's REPORT line, as pairs of a name and a value.
    private static func report(_ output: String) -> JSON? {
        guard let line = output.split(separator: "\n").last(where: { $0.hasPrefix("REPORT ") }) else { return nil }
        let fields = line.dropFirst("REPORT ".count).split(separator: "\t").dropFirst()
        return .array(
            fields.compactMap { field in
                guard let colon = field.range(of: ": ") else { return nil }
                return [.string(String(field[..<colon.lowerBound])), .string(String(field[colon.upperBound...]))]
            }
        )
    }
}
