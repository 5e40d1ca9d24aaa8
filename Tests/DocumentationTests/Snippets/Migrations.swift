import SwiftletSQL

// The code of the migrations guide.

let noteTitleIndex = Migration(
    "0002_notes_title",
    up: "CREATE INDEX \(postgres: "CONCURRENTLY", sqlite: "") notes_title ON notes (title)",
    down: "DROP INDEX \(postgres: "CONCURRENTLY", sqlite: "") notes_title",
    transactional: false
)

let noteTitles = Migration("0003_note_titles", version: "1") { transaction in
    for (id, title) in try await transaction.query("SELECT id, title FROM notes").decode(Int.self, String.self) {
        try await transaction.execute("UPDATE notes SET title = \(title.uppercased()) WHERE id = \(id)")
    }
}

func startNotes(_ database: Database) async throws {
    try await Migrator(database, noteMigrations, newerDatabase: .accept).up()
}
