public import Swiftlet

// MARK: - Commands of the app

extension Harness {
    /// The name of the CLI, for examples in the help of a command.
    public static var name: String { HarnessCLI.current?.name ?? "app" }

    /// Runs an operation with the app on its event loop, like a deployed function, and shuts the app down.
    ///
    /// For the commands of an app, which are passed to `Harness.main`. This is the method of a command that makes a user an
    /// administrator:
    ///
    /// ```swift
    /// func run() async throws {
    ///     let email = email
    ///     let promoted = try await Harness.withApp { app in
    ///         try await app.withDependencies(Inject(userService)) { users in try await users.promote(email: email) }
    ///     }
    ///     guard let promoted else { throw CommandError("User not found: \(email)") }
    ///     Harness.print("\(promoted) is now an administrator.")
    /// }
    /// ```
    ///
    /// - Parameter body: The operation.
    /// - Returns: The result of the operation.
    /// - Throws: ``HarnessError`` if the app cannot be created or the command was not run by the CLI, the error thrown by the
    ///   operation, or by the shutdown after it.
    public static func withApp<Result: Sendable>(
        _ body: @Sendable (App) async throws -> Result
    ) async throws -> Result {
        let cli = try HarnessCLI.running()
        let app = try cli.cachedApp.app()
        return try await cli.onLoop {
            do {
                let result = try await body(app)
                try await app.shutdown()
                return result
            } catch {
                try? await app.shutdown()
                throw error
            }
        }
    }

    /// Prints a result to standard output.
    ///
    /// - Parameter text: The text, to which a line break is added.
    public static func print(_ text: String) {
        HarnessCLI.current?.console.output.print(text)
    }

    /// Reads a line of standard input without echo, such as a password.
    ///
    /// - Parameter prompt: The prompt, which is shown only on a terminal.
    /// - Returns: The line, or `nil` at the end of the input.
    public static func readSecret(_ prompt: String) -> String? {
        HarnessCLI.current?.console.readSecret(prompt)
    }
}
