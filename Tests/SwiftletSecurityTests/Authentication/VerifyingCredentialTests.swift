import Swiftlet
import SwiftletSecurity
import Testing

/// A header field that is verified before any other input: `bad` is rejected.
private struct Signature: Credential {
    static let field = HTTPField.Name("X-Signature") ?? .via
    static let verifier = Dependency(.perRequest, name: "verifier") { "verified by" }

    let challenge = "Signature"
    let scheme = SecurityScheme(
        name: "Signature",
        definition: ["type": "apiKey", "in": "header", "name": "X-Signature"]
    )

    func credential(in request: Request) -> String? { request.header(Self.field) }

    func prepare(_ scope: RequestScope) async throws {
        try await Inject(Self.verifier).prepare(scope)
        guard let credential = credential(in: scope.request) else { throw HTTPError.unauthenticated(challenge) }
        guard credential != "bad" else { throw HTTPError(.forbidden, "The signature is not valid.") }
    }

    func extract(from scope: RequestScope, validation: inout Validation) -> String? {
        var inner = Validation()
        guard let text = Inject(Self.verifier).extract(from: scope, validation: &inner) else { return nil }
        return credential(in: scope.request).map { "\(text) \($0)" }
    }

    func describe(_ operation: inout OperationDescription) {
        operation.security.append(scheme)
        operation.parameters.append(
            OperationDescription.Parameter(location: .header, name: "X-Signed-At", isRequired: true, schema: [:])
        )
        operation.failures += [
            .unauthorized("Not authenticated"), .forbidden("The signature is not valid."),
        ]
    }

    var dependencies: [AnyDependency] { [Self.verifier] }
}

@Suite struct VerifyingCredentialTests {
    private let app = App(title: "", version: "") {
        Endpoint(.get, "/first", Signature().or(HTTPBearer())) { credential -> String in
            switch credential {
            case .first(let text): text
            case .second(let token): "token \(token.revealed)"
            }
        }
        Endpoint(.get, "/second", HTTPBearer().or(Signature())) { credential -> String in
            switch credential {
            case .first(let token): "token \(token.revealed)"
            case .second(let text): text
            }
        }
        Endpoint(.get, "/maybe", Signature().optional()) { credential -> String in credential ?? "anonymous" }
        Endpoint(.get, "/both", Signature().or(HTTPBearer()).optional()) { credential -> String in
            credential == nil ? "anonymous" : "known"
        }
    }

    private func send(_ path: String, signature: String? = nil, token: String? = nil) async -> Response {
        var request = Request(path: path)
        request.headers[Signature.field] = signature
        request.headers[.authorization] = token.map { "Bearer \($0)" }
        return await app.respond(
            to: request,
            context: Context(logger: Logger(label: "") { _ in SwiftLogNoOpLogHandler() })
        )
    }

    private func text(_ response: Response) -> String {
        if case .bytes(let bytes) = response.body { String(decoding: bytes, as: UTF8.self) } else { "" }
    }

    @Test(arguments: ["/first", "/second", "/maybe", "/both"])
    func `rejects a credential that its own prepare rejects`(path: String) async {
        let response = await send(path, signature: "bad")
        #expect(response.status == .forbidden)
        #expect(text(response) == #"{"detail":"The signature is not valid."}"#)
    }

    @Test(arguments: ["/first", "/second", "/maybe"])
    func `extracts a credential by its own extract, with its dependencies`(path: String) async {
        #expect(text(await send(path, signature: "good")) == #""verified by good""#)
    }

    @Test func `verifies only the first credential that a request has`() async {
        #expect(await send("/first", signature: "bad", token: "t").status == .forbidden)
        #expect(text(await send("/second", signature: "bad", token: "t")) == #""token t""#)
        #expect(text(await send("/first", token: "t")) == #""token t""#)
    }

    @Test func `responds with 401 and both challenges without a credential, unless it is optional`() async {
        #expect(await send("/first").headers[.wwwAuthenticate] == "Signature, Bearer")
        #expect(await send("/second").headers[.wwwAuthenticate] == "Bearer, Signature")
        #expect(text(await send("/maybe")) == #""anonymous""#)
        #expect(text(await send("/both")) == #""anonymous""#)
    }

    @Test func `includes the description of the credential in the document`() throws {
        let document = try JSON(parsing: try app.openAPIDocument())
        for path in ["/first", "/second", "/maybe", "/both"] {
            let operation = document["paths"]?[path]?["get"]
            let parameter = try #require(operation?["parameters"]?.array?.first)
            #expect(parameter["name"] == "X-Signed-At")
            #expect(parameter["required"] == false)
            #expect(operation?["responses"]?["403"]?["description"] == "The signature is not valid.")
            let isOptional = path == "/maybe" || path == "/both"
            #expect((operation?["responses"]?["401"] == nil) == isOptional)
        }
        #expect(document["paths"]?["/first"]?["get"]?["security"] == [["Signature": []], ["HTTPBearer": []]])
        #expect(document["paths"]?["/maybe"]?["get"]?["security"] == [["Signature": []], [:]])
    }
}
