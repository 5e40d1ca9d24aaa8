package import Swiftlet
package import SwiftletJSON

/// In-memory notes, which distinguish a fresh app from a used one.
package func makeNotesApp(
    _ environment: LaunchEnvironment = LaunchEnvironment(variables: [:], isDeployed: false)
) throws -> App {
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

/// An HTTP API event.
package func httpEvent(_ method: String, _ path: String, body: String? = nil) -> JSON {
    var event: JSON = [
        "version": "2.0", "rawPath": .string(path), "rawQueryString": "", "headers": [:],
        "requestContext": ["http": ["method": .string(method), "path": .string(path)]], "isBase64Encoded": false,
    ]
    event["body"] = body.map(JSON.string)
    return event
}
