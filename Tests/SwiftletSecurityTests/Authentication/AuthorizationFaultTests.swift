import Swiftlet
import SwiftletFixtures
import SwiftletSecurity
import Testing

/// The log says why an `Authorization` header field was ignored, without its value.
@Suite struct AuthorizationFaultTests {
    /// Sends a request to an endpoint with a credential, and returns the messages of the log.
    private func messages(_ credential: some Credential, _ fields: String...) async -> [String] {
        let app = App(title: "", version: "") { Endpoint(.get, "/", credential) { _ in "accepted" } }
        let log = LogCapture(level: .info)
        var headers: HTTPFields = [:]
        for field in fields { headers.append(HTTPField(name: .authorization, value: field)) }
        let response = await app.respond(to: Request(path: "/", headers: headers), context: Context(logger: log.logger))
        #expect(response.status == .unauthorized)
        #expect(log.entries.allSatisfy { entry in !entry.description.contains("s3cret") })
        return log.messages
    }

    @Test(arguments: [
        ("Bearer a s3cret key", "the token contains a space."),
        ("s3cret", "there is no space between a scheme and the credentials; the scheme must be Bearer."),
        ("Bearer ", "there is no space between a scheme and the credentials; the scheme must be Bearer."),
        ("Basic s3cret", "the scheme must be Bearer."),
    ])
    func `a malformed bearer token is logged`(field: String, fault: String) async {
        #expect(await messages(HTTPBearer(), field) == ["The Authorization header field was ignored: \(fault)"])
        #expect(
            await messages(OAuth2PasswordBearer(tokenURL: "login"), field)
                == ["The Authorization header field was ignored: \(fault)"]
        )
    }

    @Test func `malformed credentials of other schemes and repeated fields are logged`() async {
        #expect(
            await messages(HTTPBasic(), "Basic s3cret!")
                == ["The Authorization header field was ignored: the credentials are malformed."]
        )
        #expect(
            await messages(HTTPBearer().or(APIKey(.query("key"))), "Token s3cret")
                == ["The Authorization header field was ignored: the scheme must be Bearer."]
        )
        #expect(
            await messages(HTTPBearer(), "Bearer s3cret", "Bearer s3cret")
                == ["The Authorization header field was ignored: there are 2 of them."]
        )
    }

    @Test func `a missing credential is not logged`() async {
        #expect(await messages(HTTPBearer()) == [])
        #expect(await messages(APIKey(.query("key")), "Bearer s3cret") == [])
    }
}
