import HTTPTypes
import Swiftlet
import SwiftletJSON

/// The event that gets a bearer token for those after it, where an app has the password flow of OAuth 2.0.
struct LoginSample: Sendable {
    let event: JSON
    /// What is known of the answer beforehand: its status, and that the token in it is saved.
    let expectation: JSON = ["statusCode": 200, "body": ["access_token": "<save token>"]]

    /// Makes the event; `nil` if the app has no such endpoint, or the environment does not say who logs in.
    ///
    /// Who logs in, the environment of a replay says: a variable that ends in `PASSWORD`, beside one with the same beginning
    /// for the name, such as `FIRST_USER_EMAIL` and `FIRST_USER_PASSWORD`.
    ///
    /// - Parameters:
    ///   - app: the app.
    ///   - operation: what is to be authenticated.
    ///   - shape: the shape of the event.
    ///   - variables: the environment of a replay.
    init?(_ app: App, for operation: RouteOperation, shape: HTTPEventShape, variables: [String: String]) {
        let flows = operation.securitySchemes.compactMap { $0.definition["flows"]?["password"]?["tokenUrl"]?.string }
        guard let url = flows.first, let login = Self.operation(app, at: url), login.body?.contentType != nil,
            let names = Self.names(variables)
        else { return nil }
        let sample = EndpointSample(app, login, shape: shape)
        var placeholders = Placeholders()
        var request = sample.valid
        request[SamplePlace(path: [.name("username")])] = .string(placeholders.word(for: "env \(names.user)"))
        request[SamplePlace(path: [.name("password")])] = .string(placeholders.word(for: "env \(names.password)"))
        var event = sample.event(request)
        // How long the body is, only the replay knows.
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
