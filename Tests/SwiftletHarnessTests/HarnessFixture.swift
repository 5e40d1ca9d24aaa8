import Foundation
import HTTPTypes
import Swiftlet
import SwiftletIO
import SwiftletJSON
import Synchronization

@testable import SwiftletHarness

/// The CLI of a small app with captured output.
struct HarnessFixture: Sendable {
    /// The output and the exit code of the CLI.
    struct Run: Sendable {
        let exitCode: Int32
        let output: String
        let errors: String
    }

    let loop: EventLoop
    var environment: [String: String] = [:]
    var input: [UInt8] = []
    var isTerminal = false
    var usesColor = false

    init() throws {
        loop = try EventLoop.start(name: "test")
    }

    func run(_ arguments: String...) async -> Run {
        await run(arguments)
    }

    func run(_ arguments: [String]) async -> Run {
        let output = Recorder()
        let errors = Recorder()
        let cli = cli(output, errors)
        let code = await cli.run(arguments)
        return Run(exitCode: code, output: output.text, errors: errors.text)
    }

    func cli(_ output: Recorder = Recorder(), _ errors: Recorder = Recorder()) -> HarnessCLI {
        HarnessCLI(
            name: "notes",
            version: "1.2.3",
            abstract: "Notes.",
            environment: environment,
            console: Console(output: stream(output), errors: stream(errors), readInput: { [input] in input }),
            loop: loop
        ) { try makeNotesApp($0) }
    }

    private func stream(_ recorder: Recorder) -> Console.Stream {
        Console.Stream(isTerminal: isTerminal, usesColor: usesColor, columns: 80) { recorder.append($0) }
    }
}

/// Captures output.
final class Recorder: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    func append(_ more: [UInt8]) {
        bytes.withLock { $0 += more }
    }

    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
}

/// In-memory notes, which distinguish a fresh app from a used one.
func makeNotesApp(_ environment: LaunchEnvironment) throws -> App {
    if environment.variables["BROKEN"] != nil { throw MissingSetting() }
    let store = NoteStore()
    let greeting = environment.variables["GREETING"] ?? "hello"
    return App(title: "Notes", version: "1.2.3") {
        Routes("/notes", tags: ["notes"]) {
            Endpoint(.get, "", operationID: "list_notes", summary: "List the notes") {
                Response.json(JSON.array(store.all.map(JSON.string)).bytes)
            }
            Endpoint(.post, "", operationID: "add_note", status: .created, RequestInfo()) { request in
                let id = store.add(String(decoding: request.body, as: UTF8.self))
                return Response.json((["id": .integer(id)] as JSON).bytes, status: .created)
            }
            Endpoint(.get, "/{id}", operationID: "get_note", Path("id", Int.self)) { id in
                guard let note = store[id] else { throw HTTPError(.notFound, "Note not found") }
                return Response.json((["id": .integer(id), "text": .string(note)] as JSON).bytes)
            }
        }
        Endpoint(.get, "/greeting", operationID: "greeting") { Response.text(greeting) }
        Endpoint(.get, "/parts", operationID: "parts") {
            Response(
                .ok,
                headers: [.contentType: "text/plain"],
                body: .stream(
                    BodyStream { write in
                        for part in ["one ", "two ", "three"] {
                            try await write(Array(part.utf8))
                        }
                    }
                )
            )
        }
        Endpoint(.get, "/whoami", operationID: "whoami", RequestInfo()) { request in
            Response.json(
                ([
                    "shape": .string(request.shape.description), "path": .string(request.encodedPath),
                    "query": .array(request.query.map { .string("\($0.name)=\($0.value)") }),
                    "client": request.clientAddress.map(JSON.string) ?? nil,
                ] as JSON)
                .bytes
            )
        }
        EventHandler("double") { (event: JSON, context) -> JSON in
            guard let number = event["number"]?.int else { throw NotANumber() }
            return ["number": .integer(number * 2), "client": context.clientContext ?? nil]
        }
    }
}

struct MissingSetting: Error, CustomStringConvertible {
    var description: String { "SETTING is missing." }
}

struct NotANumber: Error, CustomStringConvertible {
    var description: String { "There is no \"number\"." }
}

final class NoteStore: Sendable {
    private let notes = Mutex<[String]>([])

    var all: [String] { notes.withLock { $0 } }

    subscript(_ id: Int) -> String? {
        notes.withLock { $0.indices.contains(id - 1) ? $0[id - 1] : nil }
    }

    func add(_ note: String) -> Int {
        notes.withLock { notes in
            notes.append(note)
            return notes.count
        }
    }
}

/// An HTTP API event.
func httpEvent(_ method: String, _ path: String, body: String? = nil) -> JSON {
    var event: JSON = [
        "version": "2.0", "rawPath": .string(path), "rawQueryString": "", "headers": [:],
        "requestContext": ["http": ["method": .string(method), "path": .string(path)]], "isBase64Encoded": false,
    ]
    event["body"] = body.map(JSON.string)
    return event
}
