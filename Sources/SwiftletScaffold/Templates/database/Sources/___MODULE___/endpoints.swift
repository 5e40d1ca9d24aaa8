import Swiftlet
import SwiftletSQL

let health = Endpoint(
    .get,
    "/health",
    operationID: "health",
    summary: "Check that the app and its database respond",
    Inject(database)
) { database in
    _ = try await database.query("SELECT 1")
    return ["status": "ok"]
}

let listNotes = Endpoint(
    .get,
    "",
    operationID: "list_notes",
    summary: "List notes",
    // Both have an upper bound, so that the offset cannot overflow.
    Query("page", Int.self, .range(1...1_000_000), default: 1),
    Query("size", Int.self, .range(1...100), default: 20),
    Inject(database)
) { page, size, database in
    let (notes, count) = try await database.pipeline(
        "SELECT * FROM notes ORDER BY id LIMIT \(size) OFFSET \((page - 1) * size)",
        "SELECT COUNT(*) FROM notes"
    )
    return NotePage(items: try notes.decode(Note.self), total: try count.scalar(), page: page, size: size)
}

let createNote = Endpoint(
    .post,
    "",
    operationID: "create_note",
    summary: "Create a note",
    status: .created,
    Body(NoteContent.self),
    Inject(database)
) { note, database in
    try await database.query(
        """
        INSERT INTO notes (title, is_done, created_at) VALUES (\(note.title), \(note.isDone), \(SQL.now))
        RETURNING *
        """
    )
    .note()
}

let getNote = Endpoint(
    .get,
    "/{id}",
    operationID: "get_note",
    summary: "Get a note",
    Path("id", Int.self),
    Inject(database),
    failures: [.notFound("Note not found")]
) { id, database in
    try await database.query("SELECT * FROM notes WHERE id = \(id)").note()
}

let replaceNote = Endpoint(
    .put,
    "/{id}",
    operationID: "replace_note",
    summary: "Replace a note",
    Path("id", Int.self),
    Body(NoteContent.self),
    Inject(database),
    failures: [.notFound("Note not found")]
) { id, note, database in
    try await database.query(
        "UPDATE notes SET title = \(note.title), is_done = \(note.isDone) WHERE id = \(id) RETURNING *"
    )
    .note()
}

let deleteNote = Endpoint(
    .delete,
    "/{id}",
    operationID: "delete_note",
    summary: "Delete a note",
    Path("id", Int.self),
    Inject(database),
    failures: [.notFound("Note not found")]
) { id, database in
    _ = try await database.query("DELETE FROM notes WHERE id = \(id) RETURNING *").note()
}

extension SQLRows {
    /// Decodes the only row.
    fileprivate func note() throws -> Note {
        guard let row = try oneOrNil() else { throw HTTPError(.notFound, "Note not found") }
        return try row.decode(Note.self)
    }
}
