/// A command of an app's own for its local tool: a migration, a new user, a repair.
///
/// It stands on the app's dependencies like an endpoint, and never on a request.
///
/// ```swift
/// ConsoleCommand("count-users", summary: "Count the users", Inject(userStore)) { arguments, input, users in
///     "\(try await users.count()) users"
/// }
/// ```
public struct ConsoleCommand: AppComponent {
    /// The name by which it is called.
    public let name: String
    /// What it does, in a short phrase.
    public let summary: String
    /// Its arguments, as a usage line shows them.
    public let usage: String
    /// Calls of it as its help shows them: each the arguments after its name.
    public let examples: [String]

    let inputs: [any EndpointInput]
    private let run: @Sendable ([String], ConsoleInput, RequestScope) async throws -> String

    /// Creates a command.
    ///
    /// - Parameters:
    ///   - name: the name by which it is called.
    ///   - summary: what it does, in a short phrase.
    ///   - usage: its arguments, as a usage line shows them.
    ///   - examples: calls of it as its help shows them: each the arguments after its name.
    ///   - input: dependencies.
    ///   - body: is given the arguments and the terminal, and returns what is to be printed. A ``UsageError`` it throws is
    ///     shown with the usage line.
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
        self.inputs = InputList(repeat each input).inputs
        self.run = { arguments, console, scope in
            guard let values = try await scope.resolve(repeat each input) else { throw ValidationFailure(scope.errors) }
            return try await body(arguments, console, repeat each values)
        }
    }

    /// False.
    public static var isMiddleware: Bool { false }

    /// Adds the command to the app.
    public func register(in assembly: inout AppAssembly) {
        assembly.add(self)
    }

    func run(_ arguments: [String], _ console: ConsoleInput, _ scope: RequestScope) async throws -> String {
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

/// What a command reads from whoever called it.
public struct ConsoleInput: Sendable {
    private let read: @Sendable (_ prompt: String) -> String?

    /// Creates an input.
    ///
    /// - Parameter readSecret: reads one line, which a terminal does not show; `nil` at the end of the input.
    public init(readSecret: @escaping @Sendable (_ prompt: String) -> String?) {
        self.read = readSecret
    }

    /// Reads one line that is not shown, such as a password.
    ///
    /// - Parameter prompt: what is asked for, shown only on a terminal.
    /// - Returns: the line, or `nil` at the end of the input.
    public func readSecret(_ prompt: String) -> String? {
        read(prompt)
    }
}

/// A command was called with the wrong arguments.
public struct UsageError: Error, Sendable, CustomStringConvertible {
    /// What is wrong, in a sentence.
    public let description: String

    /// Creates an error.
    public init(_ description: String) {
        self.description = description
    }
}

extension App {
    /// The app's own commands.
    public var commands: [ConsoleCommand] { plan.commands }

    /// Runs one of the app's own commands.
    ///
    /// - Parameters:
    ///   - name: the command's name.
    ///   - arguments: its arguments.
    ///   - console: what it reads from.
    ///   - context: where its log goes.
    /// - Returns: what is to be printed.
    /// - Throws: ``AppError`` if there is no such command or the app is not put together rightly, ``UsageError`` if the
    ///   arguments are wrong, or what the command throws.
    public func run(
        command name: String,
        _ arguments: [String],
        reading console: ConsoleInput,
        _ context: Context = Context()
    ) async throws -> String {
        guard let command = plan.commands.first(where: { $0.name == name }) else {
            throw AppError(faults: ["There is no command `\(name)`."])
        }
        try await start()
        let scope = RequestScope(Request(), context, environment: environment, overrides: overrides)
        return try await AppEnvironment.$current.withValue((environment, overrides, nil)) {
            try await command.run(arguments, console, scope)
        }
    }
}
