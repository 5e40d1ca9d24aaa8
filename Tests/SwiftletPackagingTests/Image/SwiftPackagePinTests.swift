import SwiftletJSON
import TestSupport
import Testing

@testable import SwiftletPackaging

@Suite struct SwiftPackagePinTests {
    @Test func `pins have a version and a repository without credentials`() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write(
                "Package.resolved",
                [
                    "pins": [
                        [
                            "identity": "swift-log", "kind": "remoteSourceControl",
                            "location": "https://user:secret@github.com/apple/swift-log.git",
                            "state": ["revision": "abc", "version": "1.16.0"],
                        ],
                        [
                            "identity": "local", "kind": "localSourceControl", "location": "/src/local",
                            "state": ["branch": "main", "revision": "def"],
                        ],
                        ["identity": "none", "state": [:]],
                    ],
                    "version": 3,
                ]
            )
            let pins = try SwiftPackagePin.read("\(folder.path)/Package.resolved")
            #expect(pins.map(\.identity) == ["swift-log", "local"])
            #expect(pins.map(\.version) == ["1.16.0", "def"])
            #expect(pins.map(\.repository) == ["github.com/apple/swift-log", nil])
            let package = SoftwarePackage(pins[0]).json
            #expect(package["downloadLocation"] == "git+https://github.com/apple/swift-log@abc")
            #expect(package["externalRefs"]?[0]?["referenceLocator"] == "pkg:swift/github.com/apple/swift-log@1.16.0")
            #expect(SoftwarePackage(pins[1]).json["externalRefs"] == nil)
        }
    }

    @Test func `a package without dependencies has no pins, and a corrupt file is reported`() async throws {
        try await TemporaryFolder.with { folder in
            #expect(try SwiftPackagePin.read("\(folder.path)/Package.resolved") == [])
            try folder.write("Package.resolved", text: "<<<<<<< HEAD")
            let error = #expect(throws: PackagingError.self) {
                try SwiftPackagePin.read("\(folder.path)/Package.resolved")
            }
            #expect(error?.message.contains("swift package resolve") == true)
        }
    }
}
