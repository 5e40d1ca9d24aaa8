import ArgumentParser
import Foundation
import Logging
import Swiftlet
import SwiftletJSON

/// `openapi`: prints the app's OpenAPI document.
struct OpenAPICommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        let name = HarnessCLI.current?.name ?? "app"
        return CommandConfiguration(
            commandName: "openapi",
            abstract: "Print the OpenAPI document that the app serves.",
            discussion: """
                Examples:
                  \(name) openapi
                  \(name) openapi --output openapi.json
                """
        )
    }

    @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"))
    var output: String?

    @OptionGroup var app: AppOptions

    mutating func run() async throws {
        let cli = try HarnessCLI.running()
        let app = try cli.makeApp(adding: try app.environment)
        guard let path = app.documentationPath(endingWith: "/openapi.json") else {
            throw HarnessError(.usage, "The app serves no OpenAPI document: add OpenAPIRoutes() to its components.")
        }
        let text = try app.openAPIDocument(servedAt: path, logger: Logger(label: cli.name))
        let document = try JSON(parsing: text).serialized(pretty: true) + [UInt8(ascii: "\n")]
        guard let output else { return cli.console.output.write(document) }
        do {
            try Data(document).write(to: URL(filePath: output))
        } catch {
            throw HarnessError(.usage, "Cannot write \(output): \(error.localizedDescription)")
        }
    }
}

extension App {
    /// The path of the GET route with this suffix, or `nil`.
    func documentationPath(endingWith ending: String) -> String? {
        routes.first { $0.method == .get && $0.path.hasSuffix(ending) }?.path
    }
}
