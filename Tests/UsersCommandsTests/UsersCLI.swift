import Swiftlet
import SwiftletIO
import SwiftletSecurity
import UsersCommands

@testable import SwiftletHarness
@testable import UsersAPI

/// The CLI of the users service with captured output and a database of its own.
struct UsersCLI {
    var environment: [String: String] = [:]
    /// The password on standard input.
    var password: String?

    private static let loop = Result { try EventLoop.start(name: "test") }

    /// Runs a command.
    func run(_ arguments: [String]) async throws -> (exitCode: Int32, output: String, errors: String) {
        let output = OutputBuffer()
        let errors = OutputBuffer()
        let password = password
        let console = Console(
            output: output.stream,
            errors: errors.stream,
            readInput: { [] },
            readSecret: { _ in password }
        )
        let cheap = try PasswordHasher(parameters: ScryptParameters(logN: 4))
        let cli = HarnessCLI(
            name: "users",
            version: "1.0.0",
            abstract: "Users.",
            commands: usersCommands,
            environment: environment,
            console: console,
            loop: try Self.loop.get()
        ) { usersApp(try Settings($0)).overriding([.override(UsersAPI.hasher, with: cheap)]) }
        let exitCode = await cli.run(arguments)
        return (exitCode, output.text, errors.text)
    }
}
