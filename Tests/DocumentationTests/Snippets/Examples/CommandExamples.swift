import Swiftlet

@testable import UsersAPI

/// The examples in the reference of commands.
enum CommandExamples {
    static func app() -> App {
        App(title: "Users", version: "1.0.0") {
            ConsoleCommand("count-users", summary: "Count the users", Inject(userStore)) { _, _, users in
                "\(try await users.count()) users"
            }
        }
    }
}
