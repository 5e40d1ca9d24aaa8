package import ArgumentParser

/// The root command, `swiftlet`.
package struct SwiftletCommand: ParsableCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "swiftlet",
            abstract: "Create packages for serverless request handlers in Swift.",
            discussion: """
                Examples:
                  swiftlet new ../greetings
                  swiftlet new ../notes --template database
                """,
            version: "swiftlet 0.1.0-dev",
            subcommands: [NewCommand.self]
        )
    }

    package init() {}
}
