import Foundation
import SwiftletJSON
import TestSupport
import Testing

@testable import SwiftletPackaging

@Suite struct FunctionDeploymentTests {
    /// The configuration of a deployed function whose package is the text `abc`.
    private static let deployed: JSON = [
        "CodeSha256": "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", "Handler": "app", "MemorySize": 512,
        "Timeout": 29, "Role": "arn:role", "TracingConfig": ["Mode": "Active"],
        "Environment": ["Variables": ["KEY": "secret"]],
    ]

    private func with(_ body: (inout FunctionDeployment, TemporaryFolder) throws -> Void) async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("function.zip", text: "abc")
            try folder.write("variables.json", ["Variables": ["KEY": "secret"]])
            var deployment = FunctionDeployment(name: "notes", package: "\(folder.path)/function.zip")
            deployment.environment = "\(folder.path)/variables.json"
            try body(&deployment, folder)
        }
    }

    @Test func `a function without differences is not changed`() async throws {
        try await with { (deployment: inout FunctionDeployment, _) throws in
            #expect(try deployment.steps(deployed: Self.deployed) == [])
            deployment.role = "arn:role"
            #expect(try deployment.steps(deployed: Self.deployed) == [])
        }
    }

    @Test func `changed code is uploaded`() async throws {
        try await with { deployment, folder in
            try folder.write("function.zip", text: "abcd")
            let steps = try deployment.steps(deployed: Self.deployed)
            #expect(steps.map { $0.arguments[1] } == ["update-function-code"])
            #expect(steps[0].arguments.last == "fileb://\(deployment.package)")
            #expect(steps[0].wait == ["lambda", "wait", "function-updated-v2", "--function-name", "notes"])
        }
    }

    @Test(
        arguments: [
            ("Handler", "get_note"), ("MemorySize", 1024), ("Timeout", 10), ("Role", "arn:other"),
            ("TracingConfig", ["Mode": "PassThrough"]), ("LoggingConfig", ["LogFormat": "Text"]),
            ("Environment", ["Variables": ["KEY": "old"]]), ("Environment", nil),
        ] as [(String, JSON)]
    )
    func `a changed configuration is updated`(key: String, value: JSON) async throws {
        try await with { deployment, _ in
            deployment.role = "arn:role"
            var object = try #require(Self.deployed.object)
            object[key] = value
            let steps = try deployment.steps(deployed: .object(object))
            #expect(steps.map { $0.arguments[1] } == ["update-function-configuration"])
            #expect(
                steps[0].arguments.suffix(4) == [
                    "--environment", "file://\(deployment.environment ?? "")", "--role", "arn:role",
                ]
            )
            #expect(!"\(steps)".contains("secret"))
        }
    }

    @Test func `a new function has the architecture of the package`() async throws {
        try await with { deployment, folder in
            var header = Array("\u{7F}ELF\u{2}\u{1}".utf8) + [UInt8](repeating: 0, count: 58)
            header[0x12] = 183
            var archive = ZipArchive()
            try archive.add("bootstrap", header, isExecutable: true)
            try Data(archive.finish()).write(to: URL(filePath: deployment.package))
            let error = #expect(throws: PackagingError.self) { try deployment.steps(deployed: nil) }
            #expect(error?.message.contains("does not exist yet. Specify its execution role with --role") == true)
            deployment.role = "arn:role"
            let steps = try deployment.steps(deployed: nil)
            #expect(steps.count == 1)
            #expect(steps[0].arguments.prefix(4) == ["lambda", "create-function", "--function-name", "notes"])
            #expect(steps[0].arguments.contains("arm64"))
            #expect(steps[0].wait.contains("function-active-v2"))
        }
    }

    @Test func `a file that is missing or malformed is reported without its text`() async throws {
        try await with { deployment, folder in
            try folder.write("function.zip", text: "not a zip file")
            deployment.role = "arn:role"
            #expect(throws: PackagingError.self) { try deployment.steps(deployed: nil) }
            for text in ["{\"KEY\": \"secret\"}", "secret", "{\"Variables\": \"secret\"}"] {
                try folder.write("variables.json", text: text)
                let error = #expect(throws: PackagingError.self) { try deployment.steps(deployed: Self.deployed) }
                #expect(error?.message.contains("must be JSON of the form") == true)
                #expect(error?.message.contains("secret") == false)
            }
            deployment.package = "/nowhere/function.zip"
            let error = #expect(throws: PackagingError.self) { try deployment.steps(deployed: Self.deployed) }
            #expect(error?.message.hasPrefix("/nowhere/function.zip does not exist") == true)
        }
    }
}
