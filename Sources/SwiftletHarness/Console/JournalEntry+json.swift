import Foundation
import Logging
import Swiftlet
import SwiftletGateway
import SwiftletJSON

/// The complete entry in JSON, with its secrets, for another process of the same app.
extension JournalEntry {
    /// The entry; bytes are in base64, and times in seconds.
    var json: JSON {
        var json: JSON = [
            "id": .string(id), "number": .integer(number), "date": .double(date.timeIntervalSince1970),
            "event": .string(Base64.encode(event)), "acceptsStream": .bool(acceptsStream),
            "logs": .array(logs.map(\.json)), "droppedLogs": .integer(droppedLogs),
        ]
        json["handler"] = attributes.handler.map(JSON.string)
        json["clientContext"] = attributes.clientContext
        json["identity"] = attributes.identity
        json["tenantID"] = attributes.tenantID.map(JSON.string)
        json["traceID"] = attributes.traceID.map(JSON.string)
        json["functionARN"] = attributes.functionARN.map(JSON.string)
        json["duration"] = duration.map { .double($0 / .seconds(1)) }
        json["output"] = output.map { .string(Base64.encode($0)) }
        switch outcome {
        case .response(let bytes): json["response"] = .string(Base64.encode(bytes))
        case .failure(let failure): json["failure"] = failure.json
        case .stream(let type, let bytes, let isComplete, let failure):
            json["stream"] = .string(Base64.encode(bytes))
            json["contentType"] = type.map(JSON.string)
            json["isComplete"] = .bool(isComplete)
            json["failure"] = failure?.json
        case nil: break
        }
        return json
    }

    /// Parses an entry; `nil` if it is not complete.
    init?(_ json: JSON) {
        guard let id = json["id"]?.string, let number = json["number"]?.int, let date = json["date"]?.double,
            let event = json["event"]?.string.flatMap(Base64.decode)
        else { return nil }
        var call = FunctionCall(event: event)
        call.id = id
        call.acceptsStream = json["acceptsStream"] == true
        call.attributes.handler = json["handler"]?.string
        call.attributes.clientContext = json["clientContext"]
        call.attributes.identity = json["identity"]
        call.attributes.tenantID = json["tenantID"]?.string
        call.attributes.traceID = json["traceID"]?.string
        call.attributes.functionARN = json["functionARN"]?.string
        self.init(call, number: number, date: Date(timeIntervalSince1970: date))
        for record in json["logs"]?.array ?? [] {
            if let record = LogRecord(record) { add(record) }
        }
        droppedLogs = json["droppedLogs"]?.int ?? 0
        if let outcome = Outcome(json) {
            let duration = json["duration"]?.double.map { Duration.seconds($0) }
            finish(outcome, after: duration, output: json["output"]?.string.flatMap(Base64.decode))
        }
    }
}

extension JournalEntry.Outcome {
    /// Parses the outcome in the JSON of an entry; `nil` if the invocation was running.
    fileprivate init?(_ json: JSON) {
        let failure = json["failure"].flatMap { FunctionFailure($0) }
        if let bytes = json["response"]?.string.flatMap(Base64.decode) {
            self = .response(bytes)
        } else if let bytes = json["stream"]?.string.flatMap(Base64.decode) {
            self = .stream(
                contentType: json["contentType"]?.string,
                bytes: bytes,
                isComplete: json["isComplete"] == true,
                failure: failure
            )
        } else if let failure {
            self = .failure(failure)
        } else {
            return nil
        }
    }
}

extension JournalEntry.LogRecord {
    fileprivate var json: JSON {
        let metadata = metadata.map { (key: $0.key, value: JSON.string($0.value)) }
        return [
            "time": .double(time / .seconds(1)), "level": .string(level.rawValue), "message": .string(message),
            "metadata": .object(JSONObject(metadata)),
        ]
    }

    fileprivate init?(_ json: JSON) {
        guard let time = json["time"]?.double, let level = json["level"]?.string.flatMap(Logger.Level.init(rawValue:)),
            let message = json["message"]?.string
        else { return nil }
        let members = (json["metadata"]?.object).map(Array.init) ?? []
        let metadata = members.map { ($0.key, $0.value.string ?? "") }
        self.init(
            time: .seconds(time),
            level: level,
            message: message,
            metadata: Dictionary(metadata) { $1 }
        )
    }
}
