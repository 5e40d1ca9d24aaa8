import ArgumentParser
import Swiftlet
import SwiftletHarness
import UsersAPI

/// `users promote`: makes a user an administrator, for example if there is none left.
struct PromoteCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "promote",
            abstract: "Make a user an administrator.",
            discussion: """
                Examples:
                  \(Harness.name) promote ada@example.com
                """
        )
    }

    @Argument(help: "The email address of the user.")
    var email: String

    func run() async throws {
        let email = email
        let promoted = try await Harness.withApp { app in
            try await app.withDependencies(Inject(userService)) { users in try await users.promote(email: email) }
        }
        guard let promoted else { throw CommandError("User not found: \(email)") }
        Harness.print("\(promoted) is now an administrator.")
    }
}
