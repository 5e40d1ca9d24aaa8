import Foundation
import Hummingbird
import Swiftlet
import SwiftletJSON
import SwiftletServer
import TestSupport
import Testing

@testable import SwiftletHarness

@Suite(.timeLimit(.minutes(2))) struct DoctorTests {
    private static func machine(
        without missing: Set<String> = [],
        versions: [String: String] = [:],
        certificates: Bool = true,
        manifest: JSON? = nil
    ) -> Machine {
        Machine(
            find: { missing.contains($0) ? nil : "/usr/bin/\($0)" },
            output: { program, arguments in
                if missing.contains(program) { return nil }
                if arguments == ["package", "dump-package"] { return manifest.map { "\($0)" } }
                if program == "swift" { return "Swift version \(versions["swift"] ?? "6.3.1") (swift-6.3.1-RELEASE)" }
                let module = arguments.last ?? ""
                let newest = module == "libargon2" ? "20190702" : "99.1.2"
                return missing.contains(module) ? nil : (versions[module] ?? newest) + "\n"
            },
            reads: { _ in certificates }
        )
    }

    private func examine(_ machine: Machine, _ change: (inout Doctor) -> Void = { _ in }) async throws -> [DoctorCheck]
    {
        var doctor = Doctor(cli: try UsersCLI().cli(), machine: machine, port: 0)
        doctor.dotEnvironment = "/nowhere/.env"
        change(&doctor)
        return await doctor.examine()
    }

    private func check(_ name: String, _ checks: [DoctorCheck]) throws -> DoctorCheck {
        try #require(checks.first { $0.name == name })
    }

    @Test func `a machine with all prerequisites passes`() async throws {
        let checks = try await examine(Self.machine())
        #expect(DoctorReport(checks: checks).isHealthy, "\(checks)")
        #expect(try check("swift", checks).detail == "6.3.1")
        #expect(try check("libcurl", checks) == .ok("libcurl", "99.1.2"))
        let tools = checks.drop { $0.name != "port" }.dropFirst().map(\.name)
        #expect(tools == ["clang", "python3", "curl"])
        #expect(try check("settings", checks).status == .ok)
        #expect(try check("database", checks).status == .ok)
        #expect(try check("port", checks).status == .ok)
    }

    @Test(arguments: [
        ("swift", "swift", "swift.org"), ("pkg-config", "pkg-config", "sudo apt-get install pkg-config"),
        ("libpq", "libpq", "sudo apt-get install libpq-dev"),
        ("libargon2", "libargon2", "sudo apt-get install libargon2-dev"),
        ("libcrypt", "libcrypt", "sudo apt-get install libcrypt-dev"),
    ])
    func `a missing item is reported with its remedy`(missing: String, name: String, remedy: String) async throws {
        let checks = try await examine(Self.machine(without: [missing]))
        #expect(!DoctorReport(checks: checks).isHealthy)
        #expect(try check(name, checks).status == .missing)
        #expect(try check(name, checks).remedy?.contains(remedy) == true)
    }

    @Test(arguments: [
        ("swift", "5.10"), ("libcurl", "7.68.0"), ("libcrypto", "1.1.1"), ("libargon2", "20160406"),
        ("libcrypt", "3.9"),
    ])
    func `an outdated item counts as missing`(name: String, version: String) async throws {
        let check = try check(name, try await examine(Self.machine(versions: [name: version])))
        #expect(check.status == .missing)
        #expect(check.detail.hasPrefix("\(version) is too old"))
    }

    @Test(arguments: [
        (["notes-function"], "notes build", "not built for release"),
        (["one", "two"], "notes build --product NAME", "has several functions: one, two."),
    ])
    func `a function that is not built is reported`(names: [String], remedy: String, detail: String) async throws {
        let targets = names.map { name -> JSON in
            [
                "name": .string(name), "type": "executable",
                "dependencies": [["product": ["SwiftletRuntime", "swiftlet"]]],
            ]
        }
        let manifest: JSON = [
            "name": "notes", "packageKind": ["root": ["/src/notes"]], "targets": .array(targets), "products": [],
        ]
        var doctor = Doctor(
            cli: try HarnessFixture().cli(),
            machine: Self.machine(certificates: false, manifest: manifest)
        )
        doctor.port = 0
        let check = try check("function", await doctor.examine())
        #expect(check.status == .advice)
        #expect(check.detail.contains(detail))
        #expect(check.remedy == remedy)
    }

    @Test func `a version may be a date`() async throws {
        let checks = try await examine(Self.machine(versions: ["libargon2": "20171227"]))
        #expect(try check("libargon2", checks) == .ok("libargon2", "20171227"))
    }

    @Test func `an item that only some commands need is advice`() async throws {
        let checks = try await examine(Self.machine(without: ["clang"])) { $0.events = "/nowhere/events" }
        #expect(DoctorReport(checks: checks).isHealthy)
        #expect(try check("clang", checks).remedy == "sudo apt-get install clang")
        #expect(try check("clang", checks).detail == "not found, required by the package command")
        #expect(try check("events", checks).remedy?.contains("users generate NAME") == true)
    }

    @Test(arguments: [
        ("libbrotlienc", "libbrotli-dev", "SwiftletBrotli"), ("libzstd", "libzstd-dev", "SwiftletZstandard"),
    ])
    func `an optional library is advice`(module: String, package: String, library: String) async throws {
        let remedy = "sudo apt-get install \(package)"
        let absent = try await examine(Self.machine(without: [module]))
        #expect(DoctorReport(checks: absent).isHealthy)
        let expected = DoctorCheck.advice(module, "not found, required to build with \(library)", remedy: remedy)
        #expect(try check(module, absent) == expected)
        let old = try await examine(Self.machine(versions: [module: "0.9"]))
        #expect(try check(module, old).status == .advice)
        #expect(try check(module, old).detail.hasPrefix("0.9 is too old"))
    }

    @Test func `missing certificates fail the check`() async throws {
        let checks = try await examine(Self.machine(certificates: false))
        #expect(try check("certificates", checks).remedy == "sudo apt-get install ca-certificates")
    }

    @Test func `a port in use suggests another port`() async throws {
        let server = try await HTTPServer.start { _, _ in Hummingbird.Response(status: .ok) }
        let port = server.port
        let checks = try await examine(Self.machine()) { $0.port = port }
        await server.stop()
        #expect(try check("port", checks).status == .advice)
        #expect(try check("port", checks).remedy == "users serve --port \(port + 1)")
    }

    @Test func `invalid settings are reported without their values`() async throws {
        let checks = try await examine(Self.machine()) {
            $0.environment = ["SECRET_KEY": "hush-hush", "DB_POOL_SIZE": "many"]
        }
        let settings = try check("settings", checks)
        #expect(settings.status == .missing)
        #expect(settings.detail.contains("DB_POOL_SIZE"))
        #expect(settings.detail.contains("SECRET_KEY"))
        #expect(!settings.detail.contains("hush-hush"))
        #expect(!settings.detail.contains("many"))
    }

    @Test func `pending migrations fail the database check`() async throws {
        try await TemporaryFolder.with { folder in
            let checks = try await examine(Self.machine()) {
                $0.environment = ["DATABASE_URL": "sqlite:\(folder.path)/x.sqlite3"]
            }
            let database = try check("database", checks)
            #expect(database.status == .missing)
            #expect(database.remedy == "users migrate")
        }
    }

    @Test func `an unreachable database fails the database check`() async throws {
        let checks = try await examine(Self.machine()) {
            $0.environment = ["DATABASE_URL": "postgres://ada:hush-hush@127.0.0.1:1/users"]
        }
        let report = DoctorReport(checks: checks)
        #expect(!report.isHealthy)
        #expect(!"\(report.json)".contains("hush-hush"))
    }

    @Test func `a .env file is checked without printing values`() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write(".env", text: "# a comment\nA=hush\nexport B='x y'\nnonsense\n")
            let checks = try await examine(Self.machine()) { $0.dotEnvironment = "\(folder.path)/.env" }
            let file = try check(".env", checks)
            #expect(file.detail == "sets A, B")
            #expect(file.remedy?.contains("Line 4") == true)
            let latin = URL(filePath: "\(folder.path)/.env")
            try Data([0x41, 0x3d, 0xe9]).write(to: latin)
            let unreadable = try await examine(Self.machine()) { $0.dotEnvironment = latin.path }
            #expect(try check(".env", unreadable).status == .missing)
        }
    }

    @Test func `the command prints a table or JSON and sets the exit code`() async throws {
        let tool = try HarnessFixture()
        let run = await tool.run("doctor", "--port", "0", "--json")
        let json = try JSON(parsing: run.output)
        #expect(json["ok"]?.bool == (run.exitCode == 0))
        let checks = try #require(json["checks"]?.array)
        #expect(checks.contains { $0["name"] == "app" && $0["status"] == "ok" })
        let table = await tool.run("doctor", "--port", "0")
        #expect(table.output.contains("ok       app"))
        var broken = tool
        broken.environment["BROKEN"] = "1"
        let bad = await broken.run("doctor", "--port", "0")
        #expect(bad.exitCode == 1)
        #expect(bad.output.contains("SETTING is missing."))
    }

    @Test(arguments: [
        ("6.3.1", "6.2", false), ("6.2", "6.2.0", false), ("5.10", "6.2", true), ("7.9", "7.84", true),
        ("20161029", "20171227", true), ("20190702", "20171227", false),
    ])
    func `versions are compared numerically`(version: String, other: String, isOlder: Bool) throws {
        let first = try #require(ToolVersion(in: "v\(version)-x"))
        let second = try #require(ToolVersion(in: other))
        #expect((first < second) == isOlder)
    }

    @Test func `a missing executable has no output`() {
        let machine = Machine.local(["PATH": "/usr/bin:/bin"])
        #expect(machine.find("no-such-program") == nil)
        #expect(machine.output("no-such-program", []) == nil)
        #expect(machine.output("false", []) == nil)
        #expect(machine.output("echo", ["hi"]) == "hi\n")
    }
}
