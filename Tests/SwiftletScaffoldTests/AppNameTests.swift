import Foundation
import Testing

@testable import SwiftletScaffold

@Suite struct AppNameTests {
    @Test(arguments: [
        ("greetings", "Greetings"), ("my-notes", "MyNotes"), ("notes2", "Notes2"), ("a-1b", "A1b"), ("app", "App"),
        ("users", "Users"),
    ])
    func `the module has the words of the name`(name: String, module: String) throws {
        #expect(try AppName(name).module == module)
    }

    @Test(arguments: [
        "", "Notes", "my_notes", "my notes", "-notes", "notes-", "my--notes", "1notes", "nötes", "../notes", "notes\n",
        String(repeating: "n", count: 51),
    ])
    func `a malformed name is rejected`(name: String) {
        #expect(throws: ScaffoldError.self) { try AppName(name) }
    }

    @Test(arguments: [
        "any", "self", "type", "protocol", "swift", "foundation", "testing", "test", "logging", "swiftlet",
        "swiftlet-runtime",
    ])
    func `a reserved name is rejected`(name: String) {
        #expect(throws: ScaffoldError.self) { try AppName(name) }
    }

    @Test func `the error suggests a valid name`() {
        let error = #expect(throws: ScaffoldError.self) { try AppName("My_Notes") }
        #expect(error?.description.contains("such as my-notes") == true)
    }

    @Test(arguments: [
        ("MyNotes", "my-notes"), ("my_notes", "my-notes"), ("My Notes", "my-notes"), ("greetings", "greetings"),
        ("HTTPServer2", "httpserver2"), ("…", ""),
    ])
    func `a name is derived from the folder`(folder: String, name: String) {
        #expect(AppName.suggestion(for: folder) == name)
    }

    // Targets of one package graph must have different names. Test targets of dependencies are not part of it.
    @Test func `no name results in the name of a target of Swiftlet or of its dependencies`() throws {
        let manifest = try String(contentsOf: Self.root.appending(path: "Package.swift"), encoding: .utf8)
        let targets = manifest.matches(of: /name: "([A-Z]\w+)"/).map { String($0.1) }
        #expect(targets.count > 30)
        for target in targets where !target.hasSuffix("Tests") {
            // The name with that module, if there is one.
            let name = String(target.replacing(/[A-Z]/) { "-\($0.0)" }.lowercased().dropFirst())
            guard let name = try? AppName(name) else { continue }
            #expect(name.module != target)
        }
    }

    /// The folder of this package.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
