/// A command that an app adds to its CLI, such as a migration or the creation of a user.
///
/// It injects the app's dependencies like an endpoint, but has no request.
///
/// ```swift
/// ConsoleCommand("count-users", summary: "Count the users", Inject(userStore)) { _, _, users in
///     "\(try await users.count()) users"
/// }
/// ```
public struct ConsoleCommand: AppComponent {
    /// The command's name.
    public let name: String
    /// A short description.
    public let summary: String
    /// The arguments in the usage line.
    public let usage: String
    /// Example argument lists for the help.
    public let examples: [String]

    let inputs: [any EndpointInput]
    private let run: @Sendable ([String], ConsoleInput, RequestScope) async throws -> String

    /// Creates a command.
    ///
    /// - Parameters:
    ///   - name: The command's name.
    ///   - summary: A short description.
    ///   - usage: The arguments in the usage line.
    ///   - examples: Example argument lists for the help.
    ///   - input: The dependencies.
    ///   - body: Runs the command with the arguments and the terminal's input, and returns the output to print. A
    ///     ``UsageError`` that it throws is shown with the usage line.
    public init<each Input: EndpointInput>(
        _ name: String,
        summary: String,
        usage: String = "",
        examples: [String] = [],
        _ input: repeat each Input,
        body: @escaping @concurrent @Sendable ([String], ConsoleInput, repeat (each Input).Value) async throws -> String
    ) {
        self.name = name
        self.summary = summary
        self.usage = usage
        self.examples = examples
        let list = InputList(repeat each input)
        self.inputs = list.inputs
        self.run = { arguments, console, scope in
            var reader = try await list.reader(for: scope)
            do {
                return try await body(arguments, console, repeat reader.next((each Input).self))
            } catch is InvalidInput {
                throw ValidationFailure(scope.errors + reader.errors())
            }
        }
    }

    /// Adds the command to the app.
    public func register(in assembly: inout AppAssembly) {
        assembly.add(self)
    }

    func run(_ arguments: [String], console: ConsoleInput, scope: RequestScope) async throws -> String {
        do {
            let output = try await run(arguments, console, scope)
            try await scope.exits.exit(.success)
            return output
        } catch {
            try? await scope.exits.exit(.failure(error))
            throw error
        }
    }
}

extension App {
    /// The app's commands.
    public var commands: [ConsoleCommand] { plan.commands }

    /// Runs a command.
    ///
    /// - Parameters:
    ///   - name: The command's name.
    ///   - arguments: The arguments.
    ///   - console: The command's input.
    ///   - context: The context, with the logger.
    /// - Returns: The output to print.
    /// - Throws: ``AppError`` if the command is unknown or the app's configuration is invalid, ``UsageError`` if the
    ///   arguments are invalid, or the error thrown by the command.
    public func run(
        command name: String,
        _ arguments: [String],
        reading console: ConsoleInput,
        context: Context = Context()
    ) async throws -> String {
        guard let command = plan.commands.first(where: { $0.name == name }) else {
            throw AppError(faults: ["There is no command `\(name)`."])
        }
        try await start()
        let scope = RequestScope(Request(), context: context.with(container), container: container)
        return try await command.run(arguments, console: console, scope: scope)
    }
}
