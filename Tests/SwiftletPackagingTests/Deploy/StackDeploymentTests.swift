import TestSupport
import Testing

@testable import SwiftletPackaging

@Suite struct StackDeploymentTests {
    @Test func `parameters are passed to SAM, and are not in the description`() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("template.yaml", text: "Resources: {}\n")
            try folder.write("production.env", text: "SecretKey=a=b c\n\nDatabaseURL=sqlite:x")
            let deployment = try StackDeployment(
                template: "\(folder.path)/template.yaml",
                name: "notes",
                parameters: "\(folder.path)/production.env"
            )
            #expect(
                deployment.arguments.prefix(5) == [
                    "deploy", "--template-file", "\(folder.path)/template.yaml", "--stack-name", "notes",
                ]
            )
            #expect(
                deployment.arguments.suffix(3) == [
                    "--parameter-overrides", "ParameterKey=SecretKey,ParameterValue=a=b c",
                    "ParameterKey=DatabaseURL,ParameterValue=sqlite:x",
                ]
            )
            #expect(deployment.summary.hasPrefix("create or update the stack notes: sam deploy --template-file"))
            #expect(!deployment.summary.contains("a=b c"))
            #expect(deployment.validation(region: nil).suffix(2) == ["--region", "us-east-1"])
            #expect(deployment.validation(region: "eu-west-1").suffix(2) == ["--region", "eu-west-1"])
        }
    }

    @Test func `a missing template is reported`() {
        let error = #expect(throws: PackagingError.self) {
            try StackDeployment(template: "/nowhere/template.yaml", name: "notes", parameters: nil)
        }
        #expect(error?.message.contains("/nowhere/template.yaml does not exist") == true)
    }

    @Test(arguments: ["secret", "=secret", "A=1\nsecret"])
    func `a line without a name is reported without its text`(text: String) {
        let error = #expect(throws: PackagingError.self) { try StackDeployment.parameters(text, in: "file") }
        #expect(error?.message.hasPrefix("file:") == true)
        #expect(error?.message.contains("secret") == false)
    }
}
