import Foundation
import Swiftlet
import SwiftletEvents
import Testing

@testable import SwiftletHarness

/// Tests the architecture and the resource count of the command `template`.
@Suite struct TemplateLimitTests {
    /// A package whose `bootstrap` is an ELF header for an architecture.
    private func package(_ machine: UInt8) throws -> Data {
        var head = Array("\u{7F}ELF\u{2}\u{1}".utf8) + [UInt8](repeating: 0, count: 58)
        head[0x12] = machine
        var archive = ZipArchive()
        try archive.add("bootstrap", head, isExecutable: true)
        return Data(try archive.finish())
    }

    @Test(arguments: [(UInt8(62), "x86_64", "arm64"), (183, "arm64", "x86_64")])
    func `the architecture is that of the package`(machine: UInt8, own: String, other: String) async throws {
        try await TemporaryFolder.with { folder in
            try package(machine).write(to: URL(filePath: "\(folder.path)/function.zip"))
            let tool = try HarnessFixture()
            let template = ["template", "--output", "\(folder.path)/template.yaml"]
            for arguments in [template, template + ["--architecture", own]] {
                let run = await tool.run(arguments)
                #expect(run.exitCode == 0)
                #expect(run.errors.isEmpty)
                #expect(try folder.read("template.yaml").contains("- \(own)\n"))
            }
            let run = await tool.run(template + ["--architecture", other])
            #expect(run.exitCode == 1)
            #expect(run.errors.contains("function.zip, which contains a bootstrap for \(own)"))
        }
    }

    @Test func `without a package the architecture is that of this machine, with a notice`() async throws {
        let run = try await HarnessFixture().run("template", "--package", "/nowhere/function.zip")
        #expect(run.exitCode == 0)
        var system = utsname()
        let status = unsafe uname(&system)
        try #require(status == 0)
        let machine = unsafe withUnsafeBytes(of: system.machine) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        let architecture = machine == "aarch64" ? "arm64" : machine
        #expect(run.output.contains("- \(architecture)\n"))
        #expect(run.errors.contains("No package found at /nowhere/function.zip"))
        #expect(run.errors.contains("using the architecture of this machine, \(architecture)."))
    }

    @Test func `a package without an ELF bootstrap is ignored`() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("function.zip", text: "no archive")
            #expect(PackagedArchitecture.read("\(folder.path)/function.zip") == nil)
            #expect(try PackagedArchitecture.resolve("arm64", package: "\(folder.path)/function.zip").0 == "arm64")
        }
    }

    private func app(endpoints: Int) -> App {
        App(title: "Many", version: "1.0") {
            for number in 0..<endpoints {
                Endpoint(.get, "/things/\(number)", operationID: "thing_\(number)") {}
            }
            EventHandler("nightly", on: .schedule("rate(1 day)")) { (_: ScheduledEvent, _) in }
            EventHandler("imports", on: .queue()) { (_: SQSEvent, _) in }
        }
    }

    private func count(_ app: App, isDivided: Bool) -> ResourceCount {
        let options = DeploymentTemplate.Options(isDivided: isDivided)
        return DeploymentTemplate(app, variables: [], options: options).resourceCount
    }

    /// The numbers are those of SAM translator 1.100 and later.
    @Test func `resources are counted after the SAM transform`() {
        // An API with its stage and its log; a function with role, log and one permission; a schedule's rule, permission and
        // queue; two queues and their mapping.
        #expect(count(app(endpoints: 3), isDivided: false).count == 3 + 4 + 3 + 3)
        // Each endpoint is a function with role, log and permissions for GET, HEAD and OPTIONS.
        #expect(count(app(endpoints: 3), isDivided: true).count == 3 + 3 * 6 + 2 * 3 + 3 + 3)
    }

    @Test(arguments: [(60, false), (70, true), (80, true)])
    func `a resource count close to the limit causes a warning`(endpoints: Int, isWarned: Bool) throws {
        let count = count(app(endpoints: endpoints), isDivided: true)
        try count.check()
        #expect((count.warning != nil) == isWarned)
        let text = "\(count.count) resources in \(endpoints + 2) functions; the CloudFormation limit is 500"
        #expect(count.warning?.contains(text) != false)
    }

    @Test func `a resource count over the limit is an error`() {
        let count = count(app(endpoints: 90), isDivided: true)
        let error = #expect(throws: HarnessError.self) { try count.check() }
        #expect(error?.message.contains("\(count.count) resources in 92 functions") == true)
        #expect(count.warning == nil)
    }
}
