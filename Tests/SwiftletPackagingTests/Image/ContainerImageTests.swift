import Foundation
import SwiftletJSON
import TestSupport
import Testing

@testable import SwiftletPackaging

/// Tests images of a small C program.
@Suite(.timeLimit(.minutes(5))) struct ContainerImageTests {
    private static let label = (name: "org.opencontainers.image.source", value: "https://example.com/notes")

    private func withImage(
        _ kind: ImageKind,
        version: String = "1.2.3",
        _ variables: [String: String] = [:],
        _ body: (ContainerImage) throws -> Void
    ) async throws {
        try await TemporaryFolder.with { folder in
            let environment = Processes.environment.merging(variables) { $1 }
            let program = try Processes.compile(in: folder.path)
            let package = try FunctionPackage(program: program, environment: environment, replacing: true)
            let metadata = try ImageMetadata(
                reference: ImageReference("example.com/notes:\(version)"),
                title: "Notes",
                version: version,
                labels: [Self.label],
                environment: environment
            )
            try body(try ContainerImage(package, kind: kind, metadata: metadata, environment: environment))
        }
    }

    /// The blob of a descriptor, whose size and digest are checked.
    private func blob(_ descriptor: JSON?, in archive: TarReader) throws -> [UInt8] {
        let digest = try #require(descriptor?["digest"]?.string)
        let content = try #require(archive[digest.replacing("sha256:", with: "blobs/sha256/")])
        #expect(descriptor?["size"]?.int == content.count)
        #expect(try Digest(of: content).description == digest)
        return content
    }

    @Test(arguments: ImageKind.allCases)
    func `the layout leads from the index to the layers`(kind: ImageKind) async throws {
        try await withImage(kind) { image in
            let (bytes, digest) = try image.archive()
            let archive = try TarReader(bytes)
            #expect(archive.entries.map(\.name) == archive.entries.map(\.name).sorted())
            #expect(try JSON(parsing: archive["oci-layout"] ?? []) == ["imageLayoutVersion": "1.0.0"])
            let index = try JSON(parsing: archive["index.json"] ?? [])
            let descriptor = index["manifests"]?[0]
            #expect(descriptor?["digest"]?.string == digest)
            #expect(descriptor?["annotations"]?["org.opencontainers.image.ref.name"] == "1.2.3")
            let manifest = try JSON(parsing: try blob(descriptor, in: archive))
            let configuration = try JSON(parsing: try blob(manifest["config"], in: archive))
            #expect(configuration["os"] == "linux")
            #expect(configuration["architecture"] == descriptor?["platform"]?["architecture"])
            #expect(configuration["rootfs"]?["diff_ids"]?.array?.count == 2)
            for layer in manifest["layers"]?.array ?? [] { _ = try blob(layer, in: archive) }
            let docker = try JSON(parsing: archive["manifest.json"] ?? [])[0]
            #expect(docker?["RepoTags"] == ["example.com/notes:1.2.3"])
            for path in [docker?["Config"]].compactMap(\.?.string)
                + (docker?["Layers"]?.array ?? []).compactMap(\.string)
            {
                #expect(archive[path] != nil, "\(path)")
            }
        }
    }

    @Test func `the configuration of a function starts the launcher with the handler`() async throws {
        try await withImage(.function) { image in
            let execution = try configuration(of: image)["config"]
            #expect(execution?["Entrypoint"] == ["/var/task/bootstrap"])
            #expect(execution?["Cmd"] == ["app"])
            #expect(execution?["WorkingDir"] == "/var/task")
            #expect(execution?["ExposedPorts"] == nil)
            #expect(execution?["User"] == "65532:65532")
        }
    }

    @Test func `the configuration of a server exposes its port`() async throws {
        try await withImage(.server) { image in
            let execution = try configuration(of: image)["config"]
            #expect(execution?["Entrypoint"] == ["/app/bootstrap"])
            #expect(execution?["Cmd"] == nil)
            #expect(execution?["WorkingDir"] == "/tmp")
            #expect(execution?["ExposedPorts"] == ["8080/tcp": [:]])
            #expect(execution?["User"] == "65532:65532")
        }
    }

    private func configuration(of image: ContainerImage) throws -> JSON {
        let archive = try TarReader(try image.archive().bytes)
        let docker = try JSON(parsing: archive["manifest.json"] ?? [])
        return try JSON(parsing: archive[docker[0]?["Config"]?.string ?? ""] ?? [])
    }

    @Test func `labels are those of the app, and the time only that of SOURCE_DATE_EPOCH`() async throws {
        try await withImage(.server, ["SOURCE_DATE_EPOCH": ""]) { image in
            let configuration = try configuration(of: image)
            #expect(configuration["created"] == nil)
            #expect(
                configuration["config"]?["Labels"] == [
                    "org.opencontainers.image.title": "Notes", "org.opencontainers.image.version": "1.2.3",
                    "org.opencontainers.image.source": "https://example.com/notes",
                ]
            )
        }
        try await withImage(.server, ["SOURCE_DATE_EPOCH": "1700000000"]) { image in
            let configuration = try configuration(of: image)
            let time: JSON = "2023-11-14T22:13:20Z"
            #expect(configuration["created"] == time)
            #expect(configuration["config"]?["Labels"]?["org.opencontainers.image.created"] == time)
            #expect(configuration["history"]?[0]?["created"] == time)
            #expect(try JSON(parsing: image.billOfMaterials)["creationInfo"]?["created"] == time)
        }
    }

    @Test(arguments: ["yesterday", "-1", "253402300800"])
    func `an invalid SOURCE_DATE_EPOCH is rejected`(value: String) async throws {
        let error = await #expect(throws: PackagingError.self) {
            try await withImage(.server, ["SOURCE_DATE_EPOCH": value]) { _ in }
        }
        #expect(error?.message.contains("SOURCE_DATE_EPOCH") == true)
    }

    @Test func `missing CA certificates are reported`() async throws {
        let error = await #expect(throws: PackagingError.self) {
            try await withImage(.server, ["SSL_CERT_FILE": "/nowhere"]) { _ in }
        }
        #expect(error?.message.contains("CA certificates not found") == true)
    }

    @Test func `an image is reproducible, and a new version has the same libraries`() async throws {
        var archives: [[UInt8]] = []
        var libraries: [Digest] = []
        for version in ["1", "1", "2"] {
            try await withImage(.server, version: version) { image in
                archives.append(try image.archive().bytes)
                libraries.append(image.layers[0].blob.digest)
            }
        }
        #expect(archives[0] == archives[1])
        #expect(archives[0] != archives[2])
        #expect(libraries[0] == libraries[2])
    }

    @Test func `the bill of materials lists each library with its checksum and its users`() async throws {
        try await withImage(.server) { image in
            let bill = try JSON(parsing: image.billOfMaterials)
            let packages = bill["packages"]?.array ?? []
            let zlib = try #require(packages.first { $0["name"]?.string?.hasPrefix("libz.so") == true })
            #expect(zlib["versionInfo"]?.string?.isEmpty == false)
            #expect(zlib["checksums"]?[0]?["checksumValue"]?.string?.count == 64)
            let program = try #require(packages.first { $0["name"] == "hello" })
            #expect(program["primaryPackagePurpose"] == "APPLICATION")
            #expect(program["versionInfo"] == "1.2.3")
            let relationships = bill["relationships"]?.array ?? []
            #expect(
                relationships.contains([
                    "spdxElementId": program["SPDXID"] ?? nil, "relationshipType": "DYNAMIC_LINK",
                    "relatedSpdxElement": zlib["SPDXID"] ?? nil,
                ])
            )
            let identifiers = packages.compactMap { $0["SPDXID"]?.string }
            #expect(Set(identifiers).count == packages.count)
            // A C program has no Swift runtime.
            #expect(!identifiers.contains("SPDXRef-Swift"))
            let related = relationships.compactMap { $0["relatedSpdxElement"]?.string }
            #expect(Set(related) == Set(identifiers))
            #expect(relationships.count == Set(relationships).count)
        }
    }

    @Test(arguments: [
        (ELFFile.Machine.x86, "linux/amd64"), (.arm, "linux/arm64/v8"), (ELFFile.Machine(code: 243), nil),
    ])
    func `the platform is that of the program`(machine: ELFFile.Machine, platform: String?) throws {
        guard let platform else {
            #expect(throws: PackagingError.self) { try ImagePlatform(machine) }
            return
        }
        #expect(try ImagePlatform(machine).description == platform)
    }
}
