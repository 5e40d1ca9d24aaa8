import ArgumentParser

/// The root command, which only has subcommands.
struct RootCommand: AsyncParsableCommand {
    static let commands: [any ParsableCommand.Type] = [
        InvokeCommand.self, ReplayCommand.self, GenerateCommand.self, ServeCommand.self, EmulateCommand.self,
        RoutesCommand.self, OpenAPICommand.self, DoctorCommand.self,
        BuildCommand.self, PackageCommand.self, TemplateCommand.self, DeployCommand.self,
    ]

    static var configuration: CommandConfiguration {
        HarnessCLI.current?.configuration ?? CommandConfiguration(commandName: "app", subcommands: commands)
    }
}
