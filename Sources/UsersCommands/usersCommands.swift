public import ArgumentParser
import SwiftletSQLCommands

/// The commands of the users service, in addition to those of every CLI.
public let usersCommands: [any ParsableCommand.Type] = [
    MigrateCommand<UsersDatabase>.self, CreateUserCommand.self, PromoteCommand.self,
]
