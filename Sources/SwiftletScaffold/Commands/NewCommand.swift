import ArgumentParser

/// `swiftlet new`: creates a package from a template.
struct NewCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "new",
            abstract: "Create a package with an app, its function binary, its CLI, tests and event files.",
            discussion: """
                In a terminal, the command asks for the folder, the template and the name that the arguments do not specify. \
                Existing files are never overwritten: the folder must be empty or must not exist.

                Examples:
                  swiftlet new ../greetings
                  swiftlet new ../notes --template database
                  swiftlet new ../notes --url https://example.com/swiftlet.git --branch main
                """
        )
    }

    @Argument(help: "The folder of the package, such as ../greetings.")
    var folder: String?

    @Option(name: .shortAndLong, help: "The template, by default api; --list describes them.")
    var template: Template?

    @Option(
        name: .shortAndLong,
        help: "The name of the package and of its CLI. It is derived from the folder by default."
    )
    var name: String?

    @OptionGroup(title: "Dependency on Swiftlet")
    var dependency: DependencyOptions

    @Flag(help: "List the templates.")
    var list = false

    @Flag(help: "Print the files that would be created.")
    var dryRun = false

    @Flag(name: .shortAndLong, help: "Use the defaults instead of asking.")
    var yes = false

    func validate() throws {
        if let name { _ = try AppName(name) }
    }

    func run() throws {
        try run(on: .standard)
    }

    /// Runs the command.
    ///
    /// - Parameter terminal: Where questions are asked and the result is printed.
    /// - Throws: ``ScaffoldError``, or `ValidationError` without a folder.
    func run(on terminal: Terminal) throws {
        guard !list else {
            for template in Template.allCases { terminal.print(template.description) }
            return
        }
        let folder = try folder(on: terminal)
        let project = Project(
            template: try template(on: terminal),
            name: try name(for: folder, on: terminal),
            dependency: try dependency.dependency(of: folder)
        )
        let files = try project.files()
        guard !dryRun else {
            terminal.print("These files would be created in \(folder.path):")
            for path in files.keys.sorted() { terminal.print("  \(path)") }
            return
        }
        try folder.write(files)
        terminal.print(
            """
            Created \(project.name) in \(folder.path), from the template \(project.template.rawValue). Next:

              cd \(folder.path.shellQuoted)
              make run     # builds the app, and replays its event files
              make test    # runs its tests
            """
        )
    }

    private func folder(on terminal: Terminal) throws -> ProjectFolder {
        if let folder { return try ProjectFolder(folder) }
        guard asks(on: terminal) else {
            throw ValidationError("The folder is missing, as in: swiftlet new ../greetings")
        }
        return try terminal.answer("Folder") { answer throws(ScaffoldError) in try ProjectFolder(answer) }
    }

    private func template(on terminal: Terminal) throws(ScaffoldError) -> Template {
        if let template { return template }
        guard asks(on: terminal) else { return .api }
        return try terminal.answer("Template (\(Template.names))", default: "api") { answer throws(ScaffoldError) in
            try Template(named: answer)
        }
    }

    private func name(for folder: ProjectFolder, on terminal: Terminal) throws(ScaffoldError) -> AppName {
        if let name { return try AppName(name) }
        let suggestion = AppName.suggestion(for: folder.name)
        guard asks(on: terminal) else { return try AppName(suggestion) }
        return try terminal.answer("Name", default: suggestion) { answer throws(ScaffoldError) in try AppName(answer) }
    }

    private func asks(on terminal: Terminal) -> Bool { terminal.isInteractive && !yes }
}
