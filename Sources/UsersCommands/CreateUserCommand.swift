import ArgumentParser
import Swiftlet
import SwiftletHarness
import UsersAPI

/// `users create-user`: creates a user, with the password on standard input.
struct CreateUserCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "create-user",
            abstract: "Create a user.",
            discussion: """
                The password is read from standard input.

                Examples:
                  \(Harness.name) create-user ada@example.com "Ada Lovelace"
                  \(Harness.name) create-user --admin ada@example.com "Ada Lovelace"
                """
        )
    }

    @Flag(help: "Create an administrator.")
    var admin = false

    @Argument(help: "The email address.")
    var email: String

    @Argument(help: "The name.")
    var name: String

    func run() async throws {
        guard let password = Harness.readSecret("Password: ") else {
            throw CommandError("A password is required on standard input.")
        }
        let (email, name, isAdmin) = (email, name, admin)
        let user = try await Harness.withApp { app in
            try await app.withDependencies(Inject(userService)) { users in
                try await users.create(email: email, name: name, password: password, isAdmin: isAdmin)
            }
        }
        Harness.print("Created \(isAdmin ? "administrator" : "user") \(user.id), \(user.email).")
    }
}
