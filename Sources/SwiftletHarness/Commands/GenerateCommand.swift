internal import ArgumentParser
internal import Foundation
internal import Swiftlet
internal import SwiftletJSON

/// `generate`: sample events.
struct GenerateCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        let name = HarnessProgram.current?.name ?? "app"
        return CommandConfiguration(
            commandName: "generate",
            abstract: "Write a sample event of a source, or of one of the app's endpoints.",
            discussion: """
                NAME is a source of events, such as sqs; an endpoint, by its handler's name or as "GET /path"; or an event \
                handler. --list shows them all. The event of an endpoint is made from the endpoint's own inputs: it \
                satisfies their rules. --invalid makes the events that break one rule each.

                The event goes to standard output, or into files of a folder. Those can be replayed: the app's answers \
                are written beside them by replay --update. A token is written as {{token}}, which an event before \
                saves, or given with --token.

                Examples:
                  \(name) generate --list
                  \(name) generate sqs > event.json
                  \(name) generate "GET /path" --event v1 | \(name) invoke -
                  \(name) generate NAME --invalid --output events/NAME
                  \(name) replay --update events/NAME
                """
        )
    }

    @Argument(help: ArgumentHelp("The source, the endpoint or the event handler.", valueName: "name"))
    var name: String?

    @Flag(help: "List everything there is a sample of.")
    var list = false

    @Option(
        help: ArgumentHelp(
            "The shape of an endpoint's event: v1, v2, url, alb, alb-multi, lattice or lattice-v1.",
            valueName: "shape"
        ),
        transform: HTTPEventShape.init(option:)
    )
    var event: HTTPEventShape?

    @Flag(help: "Write the events that an endpoint refuses: one for each rule that is broken.")
    var invalid = false

    @Option(help: ArgumentHelp("The token or key an endpoint's events are sent with.", valueName: "token"))
    var token: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("Write files into this folder.", valueName: "folder"))
    var output: String?

    @Flag(help: "Print the list, or what was written, as JSON.")
    var json = false

    @OptionGroup var app: AppOptions

    func validate() throws {
        guard list != (name != nil) else {
            throw ValidationError(list ? "--list takes no name." : "Give a name, or --list to see what there is.")
        }
        guard !list || (output == nil && !invalid) else { throw ValidationError("--list writes no events.") }
        guard !json || list || output != nil else {
            throw ValidationError("--json goes with --list or --output: an event is JSON anyway.")
        }
    }

    mutating func run() async throws {
        let program = try HarnessProgram.running()
        let environment = try app.environment
        // A source needs no app: it may not even be possible to make it here.
        if let name, let source = SampleSource.named(name) {
            guard !invalid, event == nil, token == nil else {
                throw HarnessError(.usage, "--invalid, --event and --token are for endpoints, which \(name) is not.")
            }
            return try write([GeneratedEvent(source.name, try source.event(), source.summary)], program)
        }
        let app = try program.makeApp(adding: environment)
        let listing = GenerateListing(app)
        guard let name else {
            return program.console.output.print(
                json ? "\(listing.json)" : listing.text(on: program.console.output)
            )
        }
        if let operation = app.operation(called: name) {
            let variables = program.scenarioEnvironment("scratch").merging(environment) { $1 }
            return try write(events(of: operation, app, variables, program.console.errors), program)
        }
        if let recognized = try app.eventHandlerSample(name) { return try write([recognized], program) }
        throw HarnessError(
            .usage,
            "There is no source, endpoint or event handler \"\(name)\"."
                + Suggestion.sentence(for: name, among: listing.names)
                + " \(program.name) generate --list shows them all."
        )
    }

    // MARK: - Endpoints

    private func events(
        of operation: RouteOperation,
        _ app: App,
        _ variables: [String: String],
        _ errors: Console.Stream
    ) throws -> [GeneratedEvent] {
        let shape = event ?? .httpAPI
        var login =
            output == nil || token != nil
            ? nil : LoginSample(app, for: operation, shape: shape, variables: variables)
        let isSelfMade = output == nil || login != nil
        let sample = EndpointSample(
            app,
            operation,
            shape: shape,
            token: token,
            bearer: isSelfMade ? "token" : "env TOKEN"
        )
        for complaint in sample.complaints {
            errors.print(
                "\(Style.yellow("Made up, and refused", on: errors)) at \(complaint.place): \(complaint.message). "
                    + "An example in the endpoint's schema would be taken instead."
            )
        }
        let id = operation.route.operationID
        var events: [GeneratedEvent]
        if invalid {
            let requests = sample.invalid
            guard !requests.isEmpty else { throw HarnessError(.usage, "\(id) has no rule that a request could break.") }
            let digits = max(2, String(requests.count).count)
            events = requests.enumerated()
                .map { index, request in
                    let number = String(repeating: "0", count: digits - String(index + 1).count) + "\(index + 1)"
                    return GeneratedEvent("\(number)-\(request.name)", sample.event(request.request), request)
                }
        } else {
            events = [GeneratedEvent(id, sample.event(sample.valid), operation.route.summary ?? "")]
        }
        if !sample.placeholders.contains("token") { login = nil }
        if let login {
            let name = invalid ? "00-login" : "00-login-for-\(id)"
            events.insert(GeneratedEvent(name, login.event, "Saves the token.", expectation: login.expectation), at: 0)
        }
        return events
    }

    // MARK: - Writing

    private func write(_ events: [GeneratedEvent], _ program: HarnessProgram) throws {
        let stream = program.console.output
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
        program.console.errors.print("Run \(program.name) replay --update \(output) to write what the app answers.")
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

    /// The sample of the first source whose events an event handler recognizes as its own.
    fileprivate func eventHandlerSample(_ name: String) throws -> GeneratedEvent? {
        for source in SampleSource.all {
            let event = try source.event()
            guard let recognized = eventHandler(named: name, recognizes: try JSONDocument(parsing: event.bytes).root)
            else { return nil }
            if recognized { return GeneratedEvent(name, event, source.summary) }
        }
        return nil
    }
}
