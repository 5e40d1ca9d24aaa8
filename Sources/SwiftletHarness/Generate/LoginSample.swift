import HTTPTypes
import Swiftlet
import SwiftletFixtures
import SwiftletJSON

/// A login event that obtains a bearer token for later events, for apps with the OAuth 2.0 password flow.
struct LoginSample: Sendable {
    let event: JSON
    /// The partial expectation: the status, and that the token is saved.
    let expectation: JSON = ["statusCode": 200, "body": ["access_token": "<save token>"]]

    /// Creates the event; `nil` if the app has no such endpoint, or the environment has no credentials.
    ///
    /// The credentials are environment variables of the replay: one that ends in `PASSWORD`, and one with the same prefix for
    /// the user name, such as `FIRST_USER_EMAIL` and `FIRST_USER_PASSWORD`.
    ///
    /// - Parameters:
    ///   - app: The app.
    ///   - operation: The operation that requires the token.
    ///   - shape: The shape of the event.
    ///   - variables: The environment of the replay.
    init?(_ app: App, for operation: RouteOperation, shape: HTTPEventShape, variables: [String: String]) {
        let flows = operation.securitySchemes.compactMap { $0.definition["flows"]?["password"]?["tokenUrl"]?.string }
        guard let url = flows.first, let login = Self.operation(app, at: url), login.body?.contentType != nil,
            let names = Self.names(variables)
        else { return nil }
        let sample = EndpointSample(app, login, shape: shape)
        var placeholders = Placeholders()
        var request = sample.valid
        request[SampleLocation(path: [.name("username")])] = .string(placeholders.word(for: "env \(names.user)"))
        request[SampleLocation(path: [.name("password")])] = .string(placeholders.word(for: "env \(names.password)"))
        var event = sample.event(request)
        // The body's length depends on the values that the replay fills in.
        for headers in ["headers", "multiValueHeaders"] where event[headers]?.object != nil {
            event[headers]?["content-length"] = nil
        }
        let isForm = login.body?.contentType == "application/x-www-form-urlencoded"
        self.event = placeholders.fill(event, shape: shape, isForm: isForm)
    }

    private static func operation(_ app: App, at url: String) -> RouteOperation? {
        let path = url.hasPrefix("/") ? url : "/\(url)"
        let route = app.routes.first { $0.method == .post && $0.path.hasSuffix(path) }
        return route.flatMap { app.operation(named: $0.operationID) }
    }

    private static func names(_ variables: [String: String]) -> (user: String, password: String)? {
        for password in variables.keys.sorted() where password.hasSuffix("_PASSWORD") {
            let beginning = String(password.dropLast("PASSWORD".count))
            let user = ["EMAIL", "USERNAME", "USER", "NAME", "LOGIN"].map { beginning + $0 }
            if let user = user.first(where: { variables[$0] != nil }) { return (user, password) }
        }
        return nil
    }
}
