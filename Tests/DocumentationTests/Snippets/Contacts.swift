import Swiftlet
import SwiftletMacros
import SwiftletSQL

@Model
struct Contact: Decodable, Equatable {
    var email: EmailAddress
    var site: WebURL?
    var birthday: CalendarDate
}

func contacts(in database: any SQLExecutor, bornSince date: CalendarDate) async throws -> [Contact] {
    try await database.query("SELECT * FROM contacts WHERE birthday >= \(date)").decode(Contact.self)
}

@Model
struct TaggedNote {
    @Rule(.length(1...200)) var title: String
    @Rule(.length(0...5), .each(.length(1...20))) var tags: [String] = []
}
