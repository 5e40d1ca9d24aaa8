import Foundation
import TestSupport
import Testing

@testable import SwiftletScaffold

@Suite struct ProjectFolderTests {
    @Test func `a package is written to a new folder and to an empty one`() async throws {
        try await TemporaryFolder.with { temporary in
            for name in ["new", "empty"] {
                let path = "\(temporary.path)/\(name)"
                if name == "empty" {
                    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
                }
                try ProjectFolder(path).write(["a": "1", "b/c": "2"])
                #expect(try temporary.read("\(name)/a") == "1")
                #expect(try temporary.read("\(name)/b/c") == "2")
            }
        }
    }

    @Test func `a folder with files is rejected with their names`() async throws {
        try await TemporaryFolder.with { temporary in
            try temporary.write("notes/Package.swift", text: "")
            try temporary.write("notes/.git/HEAD", text: "")
            let error = #expect(throws: ScaffoldError.self) { try ProjectFolder("\(temporary.path)/notes") }
            #expect(error?.description.contains("it has .git, Package.swift.") == true)
            for number in 0..<20 { try temporary.write("many/\(number)", text: "") }
            let many = #expect(throws: ScaffoldError.self) { try ProjectFolder("\(temporary.path)/many") }
            #expect(many?.description.contains(" and 10 more.") == true)
        }
    }

    @Test func `a file, and a folder without a parent, are rejected`() async throws {
        try await TemporaryFolder.with { temporary in
            try temporary.write("file", text: "")
            #expect(throws: ScaffoldError.self) { try ProjectFolder("\(temporary.path)/file") }
            #expect(throws: ScaffoldError.self) { try ProjectFolder("\(temporary.path)/file/notes") }
            #expect(throws: ScaffoldError.self) { try ProjectFolder("\(temporary.path)/none/notes") }
            #expect(throws: ScaffoldError.self) { try ProjectFolder("") }
        }
    }

    /// The second path needs a folder with the name of the file at the first one.
    @Test(arguments: [true, false])
    func `a failure leaves nothing`(isNew: Bool) async throws {
        try await TemporaryFolder.with { temporary in
            let path = "\(temporary.path)/notes"
            if !isNew { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false) }
            let folder = try ProjectFolder(path)
            let error = #expect(throws: ScaffoldError.self) {
                try folder.write(["Sources/App/app.swift": "", "file": "", "file/child": ""])
            }
            #expect(error?.description.contains("No files were created.") == true)
            #expect(FileManager.default.fileExists(atPath: path) == !isNew)
            if !isNew { #expect(try FileManager.default.contentsOfDirectory(atPath: path) == []) }
        }
    }

    @Test func `a file that another process has created in the meantime is kept`() async throws {
        try await TemporaryFolder.with { temporary in
            let folder = try ProjectFolder("\(temporary.path)/notes")
            try temporary.write("notes/README.md", text: "mine")
            #expect(throws: ScaffoldError.self) { try folder.write(["Package.swift": "", "README.md": "yours"]) }
            #expect(try temporary.read("notes/README.md") == "mine")
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(temporary.path)/notes") == ["README.md"])
        }
    }

    @Test(arguments: [
        ("../a-b/c_d.e", "../a-b/c_d.e"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("$HOME", "'$HOME'"),
    ])
    func `a path is quoted for the shell if necessary`(path: String, quoted: String) {
        #expect(path.shellQuoted == quoted)
    }
}
