import EventSamples
import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletEvents

@Suite struct AuthorizerTests {
    @Test func `decodes a TOKEN authorizer event`() throws {
        let event = try TokenAuthorizerEvent(event: try node(Samples.tokenAuthorizer))
        #expect(event.token == "incoming-client-token")
        #expect(event.bearerToken == "incoming-client-token")
        #expect(event.methodARN.hasPrefix("arn:aws:execute-api:us-east-1:123456789012:"))
        let bearer = try TokenAuthorizerEvent(
            event: try node(Samples.tokenAuthorizer, ["authorizationToken": "bearer abc"])
        )
        #expect(bearer.bearerToken == "abc")
    }

    @Test func `decodes a REQUEST authorizer event in both payload formats`() throws {
        let first = try RequestAuthorizerEvent(event: try node(Samples.requestAuthorizer))
        #expect(first.request.path == "/request")
        #expect(first.request.query == ["QueryString1=queryValue1"])
        #expect(first.methodARN.hasSuffix("/test/GET/request"))
        let second = try RequestAuthorizerEvent(event: try node(Samples.requestAuthorizerVersion2))
        #expect(second.request.method == .post)
        #expect(second.request.cookies == ["cookie1=1"])
        #expect(second.identitySource == ["user1", "123"])
        #expect(second.methodARN.hasSuffix("/test/GET/request"))
    }

    @Test func `an allowing policy covers all methods of the stage because it is cached`() throws {
        let arn = "arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/GET/request/7"
        let policy = AuthorizerPolicy.allow("ada", arn, context: ["tenant": "acme", "roles": ["a"], "none": nil])
        #expect(
            try json(policy) == [
                "principalId": "ada",
                "policyDocument": [
                    "Version": "2012-10-17",
                    "Statement": [
                        [
                            "Action": "execute-api:Invoke", "Effect": "Allow",
                            "Resource": ["arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/*/*"],
                        ]
                    ],
                ],
                // API Gateway does not support arrays in the context.
                "context": ["tenant": "acme", "roles": #"["a"]"#],
            ]
        )
        let denied = try json(AuthorizerPolicy.deny("ada", arn))
        #expect(denied["policyDocument"]?["Statement"]?[0]?["Effect"] == "Deny")
        #expect(denied["context"] == nil)
    }

    @Test(arguments: [
        ("request/7", "Allow"), ("", "Allow"), ("*", "Deny"), ("request/*", "Deny"), ("request/?", "Deny"),
    ])
    func `a policy for one method denies a path with wildcards`(path: String, effect: String) throws {
        let arn = "arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/GET/\(path)"
        let policy = try json(AuthorizerPolicy.allowOnly("ada", arn, context: ["tenant": "acme"]))
        let statement: JSON = ["Action": "execute-api:Invoke", "Effect": .string(effect), "Resource": [.string(arn)]]
        #expect(policy["policyDocument"]?["Statement"] == [statement])
        #expect(policy["context"] == ["tenant": "acme"])
    }

    @Test func `encodes a simple response`() throws {
        #expect(try json(AuthorizerDecision.deny) == ["isAuthorized": false])
        let allowed = AuthorizerDecision.allow(context: ["roles": ["a", "b"]])
        #expect(try json(allowed) == ["isAuthorized": true, "context": ["roles": ["a", "b"]]])
    }

    @Test(arguments: [
        ("arn:aws:execute-api:us-east-1:1:abc/test/GET/request/7", "request/7"),
        ("arn:aws:execute-api:us-east-1:1:abc/test/GET/", ""),
        ("arn:aws-cn:execute-api:cn-north-1:1:abc/$default/POST/a:b", "a:b"),
    ])
    func `parses the ARN of a method`(_ text: String, _ path: String) throws {
        let arn = try #require(ExecuteARN(text))
        #expect(arn.description == text)
        #expect(arn.path == path)
    }

    @Test(arguments: [
        "", "arn", "arn:aws:s3:::bucket", "arn:aws:execute-api:us-east-1:1:abc", "arn:aws:execute-api:us-east-1",
        "arn:aws:execute-api:us-east-1:1:abc/prod/$connect",
    ])
    func `rejects other ARNs`(_ text: String) {
        #expect(ExecuteARN(text) == nil)
    }
}
