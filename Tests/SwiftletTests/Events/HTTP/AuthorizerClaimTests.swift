import SwiftletJSON
import Testing

@testable import Swiftlet

@Suite struct AuthorizerClaimTests {
    @Test(arguments: [
        (Samples.httpAPI, #"{"jwt": {"claims": {"sub": "ada"}, "scopes": ["read", "write"]}}"#, ["read", "write"]),
        (
            Samples.httpAPI, #"{"jwt": {"claims": {"sub": "ada", "scope": "read write"}, "scopes": null}}"#,
            ["read", "write"]
        ),
        (Samples.httpAPI, #"{"jwt": {"claims": {"sub": "ada"}, "scopes": null}}"#, []),
        (Samples.restAPI, #"{"claims": {"sub": "ada", "scope": "read write"}}"#, ["read", "write"]),
        (Samples.restAPI, #"{"claims": {"sub": "ada"}, "scopes": ["read"]}"#, ["read"]),
    ])
    func `reads claims and scopes in every shape`(_ sample: Sample, _ authorizer: String, _ scopes: [String]) throws {
        let request = try request(
            try node(sample, ["requestContext.authorizer": try JSON(parsing: authorizer)])
        )
        #expect(request.claims?["sub"]?.string == "ada")
        #expect(request.scopes == scopes)
        #expect(request.authorizerContext == nil)
    }

    @Test(arguments: [
        (Samples.httpAPI, #"{"lambda": {"tenant": "acme"}}"#),
        (Samples.functionURL, #"{"lambda": {"tenant": "acme"}}"#),
        (Samples.restAPI, #"{"principalId": "ada", "tenant": "acme", "integrationLatency": 5}"#),
    ])
    func `reads the context of a Lambda authorizer in every shape`(_ sample: Sample, _ authorizer: String) throws {
        let request = try request(
            try node(sample, ["requestContext.authorizer": try JSON(parsing: authorizer)])
        )
        #expect(request.authorizerContext?["tenant"]?.string == "acme")
        #expect(request.claims == nil)
        #expect(request.scopes == [])
    }

    @Test func `reads the IAM identity of the caller in every shape`() throws {
        let rest = try request(
            try node(Samples.restAPI, ["requestContext.identity.userArn": "arn:aws:iam::1:user/ada"])
        )
        #expect(rest.iamIdentity?["userArn"]?.string == "arn:aws:iam::1:user/ada")
        #expect(try request(Samples.functionURL).iamIdentity?["userArn"]?.string?.hasSuffix("example-user") == true)
        #expect(try request(Samples.lattice).iamIdentity?["sessionName"] != nil)
        #expect(try request(Samples.restAPI).iamIdentity == nil)
    }

    @Test(arguments: [JSON.null, [:], ["claims": nil, "scopes": nil], ["jwt": nil], 5])
    func `without an authorizer there are no claims, scopes or context`(_ authorizer: JSON) throws {
        for sample in [Samples.httpAPI, Samples.restAPI] {
            let request = try request(try node(sample, ["requestContext.authorizer": authorizer]))
            #expect(request.claims == nil)
            #expect(request.scopes == [])
            #expect(request.authorizerContext == nil)
        }
    }
}
