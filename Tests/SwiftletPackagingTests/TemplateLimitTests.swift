import Foundation
import Swiftlet
import SwiftletEvents
import TestSupport
import Testing

@testable import SwiftletPackaging

/// Tests the architecture of a package and the resource count of a template.
@Suite struct TemplateLimitTests {
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

    private func count(_ app: App, isDivided: Bool) throws -> ResourceCount {
        var options = DeploymentOptions()
        options.isDivided = isDivided
        return SAMTemplate(try Deployment(app, variables: [], options: options)).resourceCount
    }

    /// The numbers are those of SAM translator 1.100 and later.
    @Test func `resources are counted after the SAM transform`() throws {
        // An API with its stage and its log; a function with role, log and permission; a schedule's rule, permission and
        // queue; two queues and their mapping.
        #expect(try count(app(endpoints: 3), isDivided: false).count == 3 + 4 + 3 + 3)
        // Each endpoint is a function with role, log and permission.
        #expect(try count(app(endpoints: 3), isDivided: true).count == 3 + 3 * 4 + 2 * 3 + 3 + 3)
    }

    @Test(arguments: [(90, false), (100, true), (120, true)])
    func `a resource count close to the limit causes a warning`(endpoints: Int, isWarned: Bool) throws {
        let count = try count(app(endpoints: endpoints), isDivided: true)
        try count.check()
        #expect((count.warning != nil) == isWarned)
        let text = "\(count.count) resources in \(endpoints + 2) functions; the CloudFormation limit is 500"
        #expect(count.warning?.contains(text) != false)
    }

    @Test func `a resource count over the limit is an error`() throws {
        let count = try count(app(endpoints: 130), isDivided: true)
        let error = #expect(throws: PackagingError.self) { try count.check() }
        #expect(error?.message.contains("\(count.count) resources in 132 functions") == true)
        #expect(count.warning == nil)
    }
}
