import FoundationEssentials
import Swiftlet
import SwiftletMacros

/// The body of a request that creates or replaces a note.
@Model
struct NoteContent {
    @Rule(.stripped, .length(1...200)) var title: String
    var isDone = false
}

/// A note, in the database and in responses.
@Model
struct Note: Decodable {
    var id: Int
    var title: String
    var isDone: Bool
    var createdAt: Date
}

/// A page of notes.
@Model
struct NotePage {
    var items: [Note]
    var total: Int
    var page: Int
    var size: Int
}
