import FoundationEssentials
import HTTPTypes
import Swiftlet
import SwiftletJSON
import TestSupport

/// A small app with in-memory state and every kind of handler.
func makeTestApp() -> App {
    let notes = NoteStore()
    return App(title: "Notes", version: "1.0.0") {
        Routes("/notes", tags: ["notes"]) {
            Endpoint(.get, "", operationID: "list_notes", summary: "List notes", Query("limit", Int.self, default: 10))
            {
                limit in
                Response.json(JSON.array(notes.all.prefix(limit).map(JSON.string)).bytes)
            }
            Endpoint(.post, "", operationID: "add_note", status: .created, RequestInfo()) { request in
                let id = notes.add(String(decoding: request.body, as: UTF8.self))
                return Response.json((["id": .integer(id)] as JSON).bytes, status: .created)
            }
            Endpoint(.get, "/{id}", operationID: "get_note", Path("id", Int.self)) { id in
                guard let note = notes[id] else { throw HTTPError(.notFound, "Note not found") }
                return Response.json((["id": .integer(id), "text": .string(note)] as JSON).bytes)
            }
        }
        Endpoint(.get, "/shape", operationID: "shape", RequestInfo()) { request in
            Response.text(request.shape.description)
        }
        Endpoint(.get, "/cookie", operationID: "cookie", RequestInfo()) { request in
            Response(
                .ok,
                headers: [.setCookie: "seen=yes; Path=/"],
                body: .bytes(Array((request.headers[.cookie] ?? "none").utf8))
            )
        }
        Endpoint(.get, "/log", operationID: "log", Invocation()) { context in
            context.logger.warning(
                "Looked at the clock.",
                metadata: ["time": "\(context.clock.now().timeIntervalSince1970)"]
            )
            return Response.text("\(context.clock.now().timeIntervalSince1970)")
        }
        EventHandler("double") { (event: JSON, context) -> JSON in
            guard let number = event["number"]?.int else { throw NotANumber() }
            return ["number": .integer(number * 2), "client": context.clientContext ?? nil]
        }
    }
}

struct NotANumber: Error, CustomStringConvertible {
    var description: String { "There is no number." }
}
