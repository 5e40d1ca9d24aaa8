import ArgumentParser
import HTTPTypes
import Swiftlet
import SwiftletJSON

/// `routes`: lists the app's routes and handlers.
struct RoutesCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        let name = HarnessCLI.current?.name ?? "app"
        return CommandConfiguration(
            commandName: "routes",
            abstract: "List the app's routes and handler names.",
            discussion: """
                --json prints {"routes": [{"method", "path", "handler", "summary", "tags"}], "eventHandlers": [name]}.

                Examples:
                  \(name) routes
                  \(name) routes --json
                """
        )
    }

    @Flag(help: "Print the list as JSON.")
    var json = false

    @OptionGroup var app: AppOptions

    mutating func run() async throws {
        let cli = try HarnessCLI.running()
        let app = try cli.makeApp(adding: try app.environment)
        let output = cli.console.output
        let handlers = app.handlerNames.filter { name in
            name != "app" && !app.routes.contains { $0.operationID == name }
        }
        guard !json else {
            let routes = app.routes.map { route -> JSON in
                [
                    "method": .string(route.method.rawValue), "path": .string(route.path),
                    "handler": .string(route.operationID), "summary": route.summary.map(JSON.string) ?? nil,
                    "tags": .array(route.tags.map(JSON.string)),
                ]
            }
            output.print("\(["routes": .array(routes), "eventHandlers": .array(handlers.map(JSON.string))] as JSON)")
            return
        }
        var table = Table([.left, .left, .left, .left, .left])
        let heads = ["METHOD", "PATH", "HANDLER", "TAGS", "SUMMARY"]
        let rows =
            app.routes.map { route in
                [
                    route.method.rawValue, route.path, route.operationID, route.tags.joined(separator: ", "),
                    route.summary ?? "",
                ]
            } + handlers.map { ["event", "-", $0, "", ""] }
        for row in [heads] + rows {
            table.fit(row)
        }
        output.print(Style.dim(table.line(heads), on: output))
        for row in rows {
            output.print(table.line(row) { column, text in column == 0 ? Style.cyan(text, on: output) : text })
        }
    }
}
