import ArgumentParser
import Foundation
import Swiftlet
import SwiftletFixtures
import SwiftletJSON

/// `generate`: writes sample events.
struct GenerateCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        let name = HarnessCLI.current?.name ?? "app"
        return CommandConfiguration(
            commandName: "generate",
            abstract: "Generate sample events for an event source or for one of the app's endpoints.",
            discussion: """
                NAME is an event source such as sqs, an endpoint (its handler name or "GET /path"), or an event handler. \
                --list prints all names. An endpoint's event is generated from the endpoint's inputs and satisfies their \
                constraints; with --invalid, each event violates one constraint.

                The event is printed to standard output, or written to files in a folder for replay; replay --update adds \
                the expected responses. A token is written as {{token}}, which an earlier event saves, or passed with \
                --token.

                Examples:
                  \(name) generate --list
                  \(name) generate sqs > event.json
                  \(name) generate "GET /path" --event v1 | \(name) invoke -
                  \(name) generate NAME --invalid --output events/NAME
                  \(name) replay --update events/NAME
                """
        )
    }

    @Argument(help: ArgumentHelp("The event source, endpoint or event handler.", valueName: "name"))
    var name: String?

    @Flag(help: "List the names that have a sample.")
    var list = false

    @Option(
        help: ArgumentHelp(
            "The shape of an endpoint's event: v1, v2, url, alb, alb-multi, lattice or lattice-v1.",
            valueName: "shape"
        ),
        transform: HTTPEventShape.init(option:)
    )
    var event: HTTPEventShape?

    @Flag(help: "Generate events that the endpoint rejects, one per violated constraint.")
    var invalid = false

    @Option(help: ArgumentHelp("The bearer token or API key of the endpoint's events.", valueName: "token"))
    var token: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("Write files into this folder.", valueName: "folder"))
    var output: String?

    @Flag(help: "Print the list, or the written files, as JSON.")
    var json = false

    @OptionGroup var app: AppOptions

    func validate() throws {
        guard list != (name != nil) else {
            throw ValidationError(
                list ? "--list does not accept a name." : "Specify a name, or use --list to print all names."
            )
        }
        guard !list || (output == nil && !invalid) else {
            throw ValidationError("--list cannot be combined with --output or --invalid.")
        }
        guard !json || list || output != nil else {
            throw ValidationError("--json requires --list or --output: an event is always JSON.")
        }
    }

    mutating func run() async throws {
        let cli = try HarnessCLI.running()
        let environment = try app.environment
        // An event source needs no app, which may not even start on this machine.
        if let name, let source = SampleSource.named(name) {
            guard !invalid, event == nil, token == nil else {
                throw HarnessError(
                    .usage,
                    "--invalid, --event and --token apply to endpoints only; \(name) is an event source."
                )
            }
            return try write([GeneratedEvent(source.name, json: try source.event(), summary: source.summary)], cli)
        }
        let app = try cli.makeApp(adding: environment)
        let listing = GenerateListing(app)
        guard let name else {
            return cli.console.output.print(
                json ? "\(listing.json)" : listing.text(on: cli.console.output)
            )
        }
        if let operation = app.operation(called: name) {
            let variables = cli.scenarioEnvironment("scratch").merging(environment) { $1 }
            return try write(events(of: operation, in: app, variables: variables, errors: cli.console.errors), cli)
        }
        if let recognized = try app.eventHandlerSample(name) { return try write([recognized], cli) }
        throw HarnessError(
            .usage,
            "Unknown event source, endpoint or event handler \"\(name)\"."
                + Suggestion.sentence(for: name, among: listing.names)
                + " \(cli.name) generate --list prints all names."
        )
    }

    // MARK: - Endpoints

    private func events(
        of operation: RouteOperation,
        in app: App,
        variables: [String: String],
        errors: Console.Stream
    ) throws -> [GeneratedEvent] {
        let shape = event ?? .httpAPI
        var login =
            output == nil || token != nil
            ? nil : LoginSample(app, for: operation, shape: shape, variables: variables)
        let hasLogin = output == nil || login != nil
        let sample = EndpointSample(
            app,
            operation,
            shape: shape,
            token: token,
            bearer: hasLogin ? "token" : "env TOKEN"
        )
        for error in sample.validationErrors {
            errors.print(
                "\(Style.yellow("Sample value rejected", on: errors)) at \(error.locationText): \(error.message). "
                    + "Add an example to the endpoint's schema to override it."
            )
        }
        let id = operation.route.operationID
        var events: [GeneratedEvent]
        if invalid {
            let requests = sample.invalid
            guard !requests.isEmpty else {
                throw HarnessError(.usage, "\(id) has no constraint that a request could violate.")
            }
            let digits = max(2, String(requests.count).count)
            events = requests.enumerated()
                .map { index, request in
                    let number = String(repeating: "0", count: digits - String(index + 1).count) + "\(index + 1)"
                    let name = "\(number)-\(request.name)"
                    return GeneratedEvent(name, json: sample.event(request.request), request: request)
                }
        } else {
            let json = sample.event(sample.valid)
            events = [GeneratedEvent(id, json: json, summary: operation.route.summary ?? "")]
        }
        if !sample.placeholders.contains("token") { login = nil }
        if let login {
            let name = invalid ? "00-login" : "00-login-for-\(id)"
            events.insert(
                GeneratedEvent(
                    name,
                    json: login.event,
                    summary: "Saves the token.",
                    expectation: login.expectation
                ),
                at: 0
            )
        }
        return events
    }

    // MARK: - Writing

    private func write(_ events: [GeneratedEvent], _ cli: HarnessCLI) throws {
        let stream = cli.console.output
        guard let output else {
            if let event = events.first { stream.write(event.json.serialized(pretty: true) + [UInt8(ascii: "\n")]) }
            return
        }
        let files = try GeneratedFiles(events, in: output).write()
        guard !json else { return stream.print("\(["files": .array(files.map(\.json))] as JSON)") }
        var table = Table([.left, .left])
        for file in files {
            table.fit([file.path, file.event.summary])
        }
        for file in files {
            stream.print(table.line([file.path, file.event.summary]))
        }
        cli.console.errors.print("Run \(cli.name) replay --update \(output) to write the expected responses.")
    }
}

extension App {
    /// The operation of an endpoint, by its id or by its method and path.
    fileprivate func operation(called name: String) -> RouteOperation? {
        let words = name.split(separator: " ")
        let route = routes.first { route in
            route.operationID == name
                || words.count == 2 && words[0].uppercased() == route.method.rawValue && words[1] == route.path
        }
        return route.flatMap { operation(named: $0.operationID) }
    }

    /// A sample of the schema of the handler's events, or of the first event source whose events it recognizes.
    fileprivate func eventHandlerSample(_ name: String) throws -> GeneratedEvent? {
        var registry = SchemaRegistry()
        if let schema = eventSchema(ofHandler: name, in: &registry), !schema.isEmpty {
            let event = SchemaSampler(registry: registry).value(schema, at: [])
            return GeneratedEvent(name, json: event, summary: "An event with the schema of \(name)")
        }
        for source in SampleSource.all {
            let event = try source.event()
            guard let recognized = eventHandler(named: name, recognizes: try JSONDocument(parsing: event.bytes).root)
            else { return nil }
            if recognized { return GeneratedEvent(name, json: event, summary: source.summary) }
        }
        return nil
    }
}
