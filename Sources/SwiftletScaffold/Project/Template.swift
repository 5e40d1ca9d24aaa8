import ArgumentParser
import Foundation

/// A template for a package.
enum Template: String, CaseIterable, ExpressibleByArgument, CustomStringConvertible {
    case api, database, worker

    /// Parses the name of a template.
    ///
    /// - Throws: ``ScaffoldError`` for an unknown name.
    init(named name: String) throws(ScaffoldError) {
        guard let template = Template(rawValue: name) else {
            throw ScaffoldError("There is no template \"\(name)\". The templates are \(Self.names).")
        }
        self = template
    }

    /// The names of the templates.
    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// The name and the contents, for the list of templates.
    var description: String {
        let contents =
            switch self {
            case .api: "HTTP endpoints with models, validation, a dependency and an OpenAPI document"
            case .database: "HTTP endpoints on SQLite and PostgreSQL, with migrations, pages and an API key"
            case .worker: "handlers of a queue and a schedule, and a health endpoint"
            }
        return rawValue.padding(toLength: 10, withPad: " ", startingAt: 0) + contents
    }
}
