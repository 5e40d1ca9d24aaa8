package import Swiftlet
package import SwiftletJSON

/// The description of a function binary, which it prints instead of serving if ``EnvironmentKey/describe`` is set.
///
/// The CLI compares it with its own app, so that the function of another app is not packaged. The app is created with local
/// settings, since those of the deployed function may not be set.
package enum FunctionDescription: Sendable, Equatable {
    /// An app, with the names of its handlers.
    case app(title: String, version: String, handlers: [String])
    /// A single handler.
    case handler
    /// The app cannot be created, for the reason.
    case failure(String)

    /// Describes an app.
    package init(_ app: App) {
        self = .app(title: app.title, version: app.version, handlers: app.handlerNames)
    }

    /// Parses the output of a function binary, of which the last line is the description.
    ///
    /// - Returns: `nil` if it is none.
    package init?(parsing output: String) {
        let line = output.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
        guard let description = try? JSON(parsing: line)["swiftlet"], description.object != nil else { return nil }
        if let reason = description["failure"]?.string {
            self = .failure(reason)
        } else if let title = description["title"]?.string, let version = description["version"]?.string {
            let handlers = description["handlers"]?.array?.compactMap(\.string) ?? []
            self = .app(title: title, version: version, handlers: handlers)
        } else {
            self = .handler
        }
    }

    /// The description as one line of JSON: `{"swiftlet": {"title", "version", "handlers"}}`, `{"swiftlet": {"failure"}}`, or
    /// `{"swiftlet": {}}` for a single handler.
    package var json: JSON {
        switch self {
        case .app(let title, let version, let handlers):
            [
                "swiftlet": [
                    "title": .string(title), "version": .string(version), "handlers": .array(handlers.map(JSON.string)),
                ]
            ]
        case .handler: ["swiftlet": [:]]
        case .failure(let reason): ["swiftlet": ["failure": .string(reason)]]
        }
    }
}
