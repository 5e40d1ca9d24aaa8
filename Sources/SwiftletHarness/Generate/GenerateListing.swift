import Swiftlet
import SwiftletJSON

/// The output of `generate --list`.
struct GenerateListing {
    private let routes: [RouteDescription]
    private let handlers: [String]

    init(_ app: App) {
        routes = app.routes
        handlers = app.eventHandlerNames
    }

    /// All names.
    var names: [String] {
        SampleSource.all.flatMap { [$0.name] + $0.aliases } + routes.map(\.operationID) + handlers
    }

    /// `{"sources": [{"name", "aliases", "summary"}], "endpoints": [{"name", "method", "path", "summary"}],
    /// "eventHandlers": ["name"]}`.
    var json: JSON {
        let sources = SampleSource.all.map { source -> JSON in
            [
                "name": .string(source.name), "aliases": .array(source.aliases.map(JSON.string)),
                "summary": .string(source.summary),
            ]
        }
        let endpoints = routes.map { route -> JSON in
            [
                "name": .string(route.operationID), "method": .string(route.method.rawValue),
                "path": .string(route.path), "summary": route.summary.map(JSON.string) ?? nil,
            ]
        }
        return [
            "sources": .array(sources), "endpoints": .array(endpoints),
            "eventHandlers": .array(handlers.map(JSON.string)),
        ]
    }

    /// The list as text.
    func text(on stream: Console.Stream) -> String {
        let sources = SampleSource.all.map { source in
            let also = source.aliases.isEmpty ? "" : " (alias \(source.aliases.joined(separator: ", ")))"
            return [source.name, source.summary + also]
        }
        let endpoints = routes.map { [$0.operationID, "\($0.method) \($0.path)"] }
        let handlers = handlers.map { [$0, "an event of its type"] }
        var table = Table([.left, .left])
        for row in sources + endpoints + handlers {
            table.fit(row)
        }
        var lines: [String] = []
        for (head, rows) in [("SOURCES", sources), ("ENDPOINTS", endpoints), ("EVENT HANDLERS", handlers)]
        where !rows.isEmpty {
            if !lines.isEmpty { lines.append("") }
            lines.append(Style.dim(head, on: stream))
            lines += rows.map { row in
                table.line(row) { column, text in column == 0 ? Style.cyan(text, on: stream) : text }
            }
        }
        return lines.joined(separator: "\n")
    }
}

extension App {
    /// The names of handlers of non-HTTP events.
    var eventHandlerNames: [String] {
        let endpoints = Set(routes.map(\.operationID))
        return handlerNames.filter { $0 != "app" && !endpoints.contains($0) }
    }
}
