import FoundationEssentials
import Testing

@testable import SwiftletFiles

@Suite struct EntityTagCacheTests {
    private static func version(_ inode: UInt64) -> FileVersion {
        let time = FileVersion.Time(seconds: 315_532_800, nanoseconds: 0)
        return FileVersion(device: 1, inode: inode, size: 1, modified: time, changed: time)
    }

    @Test func `a version's tag is computed once, until the cache is full`() throws {
        let cache = EntityTagCache(maximumCount: 2)
        var made: [UInt64] = []
        for inode: UInt64 in [1, 1, 2, 1, 2, 3, 3, 1] {
            let tag = try cache.tag(of: Self.version(inode)) { () throws(FileError) in
                made.append(inode)
                return "\(inode)"
            }
            #expect(tag == "\(inode)")
        }
        #expect(made == [1, 2, 3, 1])
    }

    @Test func `a failed tag is not cached`() throws {
        let cache = EntityTagCache()
        #expect(throws: FileError.self) {
            try cache.tag(of: Self.version(1)) { () throws(FileError) in throw FileError(.unreadable, "") }
        }
        #expect(try cache.tag(of: Self.version(1)) { "one" } == "one")
    }

    @Test func `writing a file changes its version, even with the same date`() throws {
        let folder = try Folder()
        let version = { () throws -> FileVersion? in try OpenFile.open(folder.path + "/public/a.txt")?.version }
        try folder.setDate(315_532_800, of: "public/a.txt")
        let first = try version()
        #expect(try version() == first)
        // The clock of a file system ticks a few hundred times a second.
        repeat {
            try folder.write("9876543210", to: "public/a.txt")
            try folder.setDate(315_532_800, of: "public/a.txt")
        } while try version()?.changed == first?.changed
        let second = try version()
        #expect(second != first)
        #expect(second?.modified == first?.modified)
        #expect(second?.size == first?.size)
    }

    @Test func `a small file is read once for its tag and its body`() throws {
        let folder = try Folder()
        let file = try #require(try OpenFile.open(folder.path + "/public/a.txt"))
        let contents = FileContents(file)
        let first = try contents.read(0..<10)
        try folder.write("xxxxxxxxxx", to: "public/a.txt")
        let again = try contents.read(0..<10)
        #expect(again == first)
        let other = try contents.read(0..<2)
        #expect(other == Array("xx".utf8))
    }
}
