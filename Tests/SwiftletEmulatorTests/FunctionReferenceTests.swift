import Testing

@testable import SwiftletEmulator

@Suite struct FunctionReferenceTests {
    struct Example: Sendable {
        let text: String
        let name: String
        let qualifier: String?
        let arn: String
    }

    static let examples: [Example] = [
        Example(text: "app", name: "app", qualifier: nil, arn: "arn:aws:lambda:us-east-1:012345678912:function:app"),
        Example(
            text: "app:prod",
            name: "app",
            qualifier: "prod",
            arn: "arn:aws:lambda:us-east-1:012345678912:function:app:prod"
        ),
        Example(
            text: "app:$LATEST",
            name: "app",
            qualifier: "$LATEST",
            arn: "arn:aws:lambda:us-east-1:012345678912:function:app:$LATEST"
        ),
        Example(
            text: "123456789012:function:nightly-cleanup",
            name: "nightly-cleanup",
            qualifier: nil,
            arn: "arn:aws:lambda:us-east-1:123456789012:function:nightly-cleanup"
        ),
        Example(
            text: "function:app",
            name: "app",
            qualifier: nil,
            arn: "arn:aws:lambda:us-east-1:012345678912:function:app"
        ),
        Example(
            text: "function",
            name: "function",
            qualifier: nil,
            arn: "arn:aws:lambda:us-east-1:012345678912:function:function"
        ),
        Example(
            text: "function:$LATEST",
            name: "function",
            qualifier: "$LATEST",
            arn: "arn:aws:lambda:us-east-1:012345678912:function:function:$LATEST"
        ),
        Example(
            text: "eu-west-1:123456789012:function:a_b.c:7",
            name: "a_b.c",
            qualifier: "7",
            arn: "arn:aws:lambda:eu-west-1:123456789012:function:a_b.c:7"
        ),
        Example(
            text: "arn:aws:lambda:us-west-2:123456789012:function:my-function",
            name: "my-function",
            qualifier: nil,
            arn: "arn:aws:lambda:us-west-2:123456789012:function:my-function"
        ),
        Example(
            text: "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:f:PROD",
            name: "f",
            qualifier: "PROD",
            arn: "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:f:PROD"
        ),
    ]

    @Test(arguments: examples)
    func `every form of a function reference is parsed`(example: Example) throws {
        let reference = try #require(FunctionReference(example.text))
        #expect(reference.name == example.name)
        #expect(reference.qualifier == example.qualifier)
        #expect(reference.arn == example.arn)
    }

    @Test(arguments: [
        "", ":", "app:", ":prod", "a b", "app:prod:x", "app/x", "arn:aws:lambda:us-east-1:123456789012:function",
        "arn:aws:s3:us-east-1:123456789012:function:x", "arn:aws:lambda:us-east-1:12:function:x",
        "arn:aws:lambda:us-east-1:123456789012:layer:x", "arn:aws:lambda::123456789012:function:x", "app:$OLDEST", "é",
        "arn:aws:lambda:us-east-1:123456789012:function:x:1:2", String(repeating: "x", count: 257),
    ])
    func `an invalid function reference is rejected`(text: String) {
        #expect(FunctionReference(text) == nil)
    }
}
