import Swiftlet

/// The deployable users service on one database, and the events that it is sent.
struct UsersService {
    private let bootstrap: Contestant
    private let environment: [String: String]
    private let token: String

    /// Brings the database up to date, fills it, and logs in.
    init(_ lineup: Lineup, _ url: String) throws {
        bootstrap = try lineup.bootstrap
        environment = bootstrap.environment.merging([
            "DATABASE_URL": url,
            "FIRST_USER_EMAIL": Self.email,
            "FIRST_USER_PASSWORD": Self.password,
            "RATE_LIMIT": "off",
        ]) { $1 }
        var first = bootstrap
        first.environment = environment.merging(["MIGRATE_ON_START": "true"]) { $1 }
        var running = try Self.contestant(first, "login", Self.loginRequest, 200).launch()
        let answer = try running.ask(expecting: 200)
        guard let body = answer["body"]?.string, let token = try JSON(parsing: body)["access_token"]?.string else {
            throw BenchError("the login answers no token")
        }
        self.token = token
        var filling = try Self.contestant(first, "create", Self.createRequest(token), 201).launch()
        for _ in 0..<20 { _ = try filling.ask(expecting: 201) }
    }

    var get: Contestant { contestant("get", request(.get, "/1"), 200) }
    var list: Contestant { contestant("list of 20", request(.get, "", query: [QueryItem("size", "20")]), 200) }
    var create: Contestant { contestant("create, scrypt in it", Self.createRequest(token), 201) }
    var login: Contestant { contestant("login, scrypt in it", Self.loginRequest, 200) }

    private func contestant(_ name: String, _ request: Request, _ status: Int) -> Contestant {
        var contestant = bootstrap
        contestant.environment = environment
        return Self.contestant(contestant, name, request, status)
    }

    private static func contestant(
        _ bootstrap: Contestant,
        _ name: String,
        _ request: Request,
        _ status: Int
    ) -> Contestant {
        var contestant = Contestant(
            name: name,
            program: bootstrap.program,
            environment: bootstrap.environment,
            event: HTTPEventShape.httpAPI.event(for: request)
        )
        contestant.status = status
        return contestant
    }

    private func request(_ method: HTTPRequest.Method, _ path: String, query: [QueryItem] = []) -> Request {
        Request(
            method: method,
            path: "/api/v1/users" + path,
            query: query,
            headers: [.authorization: "Bearer \(token)", .accept: "application/json"]
        )
    }

    private static func createRequest(_ token: String) -> Request {
        let email = "user\(EventMessage.placeholder)@example.com"
        return Request(
            method: .post,
            path: "/api/v1/users",
            headers: [.authorization: "Bearer \(token)", .contentType: "application/json"],
            body: Array(#"{"email":"\#(email)","name":"A User","password":"\#(password)"}"#.utf8)
        )
    }

    private static var loginRequest: Request {
        Request(
            method: .post,
            path: "/api/v1/auth/login",
            headers: [.contentType: "application/x-www-form-urlencoded"],
            body: Array("username=bench%40example.com&password=\(password)".utf8)
        )
    }

    private static let email = "bench@example.com"
    private static let password = "password123"
}
