import FoundationEssentials
import Glibc
import Testing

@testable import SwiftletFiles

@Suite struct OpenFileTests {
    @Test func `a missing file is nil`() throws {
        let folder = try Folder()
        let directory = try #require(try OpenFile.open(folder.path + "/public"))
        for name in ["nothing", "a.txt/b", "link.txt", "up", String(repeating: "a", count: 300)] {
            #expect(try directory.open(name)?.name == nil, "\(name)")
        }
        #expect(try OpenFile.open("a\0b")?.size == nil)
    }

    @Test func `any other failure is an error`() throws {
        // A socket cannot be opened with any permissions.
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("swiftlet-\(UUID())").path
        let descriptor = socket(AF_UNIX, streamSocket, 0)
        defer {
            close(descriptor)
            unsafe unlink(path)
        }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        try #require(bytes.count < MemoryLayout.size(ofValue: address.sun_path))
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        let bound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(bound == 0)
        let error = #expect(throws: FileError.self) { try OpenFile.open(path) }
        #expect(error?.code == .unreadable)
    }
}

private let streamSocket = Int32(SOCK_STREAM.rawValue)
