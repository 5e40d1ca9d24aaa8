import Foundation
import TestSupport
import Testing

@testable import SwiftletPackaging

@Suite(.timeLimit(.minutes(5))) struct TarArchiveTests {
    /// A name of 100 bytes fits the header; a longer one, or one that is not ASCII, has a pax header.
    static let names = [
        "file", String(repeating: "n", count: 100), String(repeating: "n", count: 101), "largo/\u{E9}\u{1F600}",
        "deep/" + String(repeating: "directory/", count: 90) + "file",
    ]

    @Test(arguments: [0, 1, 511, 512, 513, 2000])
    func `files are stored with their permissions, without owners and times`(size: Int) throws {
        let content = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
        var archive = TarArchive()
        archive.addDirectory("folder", permissions: 0o1777)
        archive.addFile("folder/file", content)
        archive.addFile("folder/program", content, permissions: 0o755)
        let entries = try TarReader(archive.finish()).entries
        #expect(entries.map(\.name) == ["folder/", "folder/file", "folder/program"])
        #expect(entries.map(\.type) == ["5", "0", "0"])
        #expect(entries.map(\.permissions) == [0o1777, 0o644, 0o755])
        #expect(entries.allSatisfy { $0.owner == [0, 0, 0] })
        #expect(entries[1].content == content)
    }

    @Test func `names of any length and script are read back`() throws {
        var archive = TarArchive()
        for name in Self.names { archive.addFile(name, Array(name.utf8)) }
        let entries = try TarReader(archive.finish()).entries
        #expect(entries.map(\.name) == Self.names)
        #expect(entries.map(\.content) == Self.names.map { Array($0.utf8) })
    }

    @Test func `GNU tar lists the names`() async throws {
        try await TemporaryFolder.with { folder in
            var archive = TarArchive()
            archive.addDirectory("folder")
            for name in Self.names { archive.addFile(name, [1, 2, 3]) }
            let path = "\(folder.path)/archive.tar"
            try Data(archive.finish()).write(to: URL(filePath: path))
            let arguments = ["--list", "--quoting-style=literal", "--file", path]
            var tool = try #require(Tool("tar", environment: Processes.environment))
            tool.environment["LC_ALL"] = "C"
            #expect(try tool.capture(arguments).output == (["folder/"] + Self.names).joined(separator: "\n") + "\n")
        }
    }
}
