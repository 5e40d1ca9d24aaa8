import Testing

@testable import SwiftletScaffold

@Suite struct ProjectTests {
    private func project(_ template: Template, name: String = "my-notes") throws -> Project {
        let dependency = try SwiftletDependency(url: "https://example.com/a-swiftlet.git", branch: "main")
        return Project(template: template, name: try AppName(name), dependency: dependency)
    }

    @Test(arguments: Template.allCases)
    func `a package has an app, a function, a CLI, tests, event files and a workflow`(template: Template) throws {
        let paths = try project(template).files().keys.sorted()
        for path in [
            ".env.example", ".github/workflows/ci.yml", ".gitignore", "Makefile", "Package.swift", "README.md",
            "Sources/MyNotes/Settings.swift", "Sources/MyNotes/makeApp.swift", "Sources/my-notes-cli/main.swift",
            "Sources/my-notes-function/main.swift",
        ] {
            #expect(paths.contains(path), "\(path)")
        }
        #expect(paths.contains { $0.hasPrefix("Tests/MyNotesTests/") && $0.hasSuffix("Tests.swift") })
        #expect(paths.filter { $0.hasPrefix("events/") && $0.hasSuffix(".expected.json") }.count > 2)
    }

    @Test(arguments: Template.allCases)
    func `all placeholders are replaced`(template: Template) throws {
        for (path, text) in try project(template).files() {
            #expect(!path.contains("___") && !text.contains("___"), "\(path)")
        }
    }

    @Test(arguments: Template.allCases)
    func `the manifest has the dependency`(template: Template) throws {
        let manifest = try #require(try project(template).files()["Package.swift"])
        #expect(manifest.contains(#".package(url: "https://example.com/a-swiftlet.git", branch: "main")"#))
        #expect(manifest.contains(#"package: "a-swiftlet""#))
    }

    @Test(arguments: ["alpha", "zebra"])
    func `imports are sorted for any name`(name: String) throws {
        for (path, text) in try project(.database, name: name).files() where path.hasSuffix(".swift") {
            let groups = text.split(separator: "\n", omittingEmptySubsequences: false)
                .split { !$0.hasPrefix("import ") }
            for group in groups { #expect(Array(group) == group.sorted(), "\(path)") }
        }
    }

    @Test func `an unknown placeholder is an error that names the file`() throws {
        let project = try project(.api)
        #expect(try project.replacingPlaceholders(in: "___MODULE___Tests", of: "a") == "MyNotesTests")
        let error = #expect(throws: ScaffoldError.self) {
            try project.replacingPlaceholders(in: "___TITLE___", of: "README.md")
        }
        #expect(error?.description.contains("in README.md: ___TITLE___") == true)
    }

    @Test func `a file that a template shares with all others extends it`() throws {
        let files = try project(.database).files()
        let shared = try project(.api).files()
        #expect(files["Makefile"]?.hasPrefix(try #require(shared["Makefile"])) == true)
        #expect(files["Makefile"]?.contains("\nmigrate:") == true)
    }
}
