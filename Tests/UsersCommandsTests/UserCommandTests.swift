import TestSupport
import Testing

/// The commands `create-user` and `promote`.
@Suite(.timeLimit(.minutes(2))) struct UserCommandTests {
    /// Calls `body` with the CLI on an empty database.
    private func withCLI(password: String? = "correct horse", _ body: (UsersCLI) async throws -> Void) async throws {
        try await TestDriver.sqlite.withURL { url in
            try await body(
                UsersCLI(environment: ["DATABASE_URL": url, "MIGRATE_ON_START": "true"], password: password)
            )
        }
    }

    @Test func `create-user creates a user, and an administrator with --admin`() async throws {
        try await withCLI { cli in
            let member = try await cli.run(["create-user", "linus@example.com", "Linus"])
            #expect(member.output == "Created user 1, linus@example.com.\n", "\(member.errors)")
            let admin = try await cli.run(["create-user", "--admin", "grace@example.com", "Grace"])
            #expect(admin.output == "Created administrator 2, grace@example.com.\n")
            let taken = try await cli.run(["create-user", "linus@example.com", "Linus"])
            #expect(taken.exitCode == 1)
            #expect(taken.errors.hasPrefix("Error: "))
        }
    }

    @Test func `create-user reports all invalid arguments, without the password`() async throws {
        try await withCLI(password: "hunter2") { cli in
            let run = try await cli.run(["create-user", "nobody", "N"])
            #expect(run.exitCode == 1)
            #expect(run.errors.hasPrefix("Error: The arguments are not valid.\n"))
            #expect(["email", "name", "password"].allSatisfy { run.errors.contains($0) }, "\(run.errors)")
            #expect(!run.errors.contains("hunter2"))
        }
    }

    @Test func `create-user requires a password on standard input`() async throws {
        try await withCLI(password: nil) { cli in
            let run = try await cli.run(["create-user", "linus@example.com", "Linus"])
            #expect(run.exitCode == 1)
            #expect(run.errors == "Error: A password is required on standard input.\n")
        }
    }

    @Test func `promote makes a user an administrator by email address`() async throws {
        try await withCLI { cli in
            _ = try await cli.run(["create-user", "grace@example.com", "Grace"])
            let run = try await cli.run(["promote", "Grace@example.com"])
            #expect(run.output == "grace@example.com is now an administrator.\n", "\(run.errors)")
            let unknown = try await cli.run(["promote", "nobody@example.com"])
            #expect(unknown.exitCode == 1)
            #expect(unknown.errors == "Error: User not found: nobody@example.com\n")
        }
    }

    @Test(arguments: [
        ["promote"], ["promote", "grace@example.com", "again"], ["create-user"], ["create-user", "a@example.com"],
        ["create-user", "--root", "a@example.com", "A"],
    ])
    func `invalid arguments have the exit code 64`(_ arguments: [String]) async throws {
        let run = try await UsersCLI().run(arguments)
        #expect(run.exitCode == 64)
        #expect(run.errors.contains("Usage: users \(arguments[0])"), "\(run.errors)")
    }

    @Test func `the help lists the commands of the app`() async throws {
        let help = try await UsersCLI().run(["--help"]).output
        #expect(help.contains("APP SUBCOMMANDS:"))
        #expect(["migrate", "create-user", "promote"].allSatisfy { help.contains($0) }, "\(help)")
        #expect(try await UsersCLI().run(["help", "promote"]).output == UsersCLI().run(["promote", "--help"]).output)
    }
}
