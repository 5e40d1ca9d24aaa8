import Swiftlet
import SwiftletFixtures

/// The users service on one database, with the events that it receives.
struct UsersService {
    private let bootstrap: BenchmarkProgram
    private let environment: [String: String]
    private let token: String

    /// Migrates the database, fills it, and logs in.
    init(_ programs: Programs, _ url: String) throws {
        bootstrap = try programs.bootstrap
        environment = bootstrap.environment.merging([
            "DATABASE_URL": url,
            "FIRST_USER_EMAIL": Self.email,
            "FIRST_USER_PASSWORD": Self.password,
            "RATE_LIMIT": "off",
        ]) { $1 }
        var first = bootstrap
        first.environment = environment.merging(["MIGRATE_ON_START": "true"]) { $1 }
        var running = try Self.program(first, name: "login", request: Self.loginRequest, status: 200).launch()
        let response = try running.request(expecting: 200)
        guard let body = response["body"]?.string, let token = try JSON(parsing: body)["access_token"]?.string else {
            throw BenchError("the login response has no token")
        }
        self.token = token
        var filling = try Self.program(first, name: "create", request: Self.createRequest(token), status: 201).launch()
        for _ in 0..<20 { _ = try filling.request(expecting: 201) }
    }

    var get: BenchmarkProgram { program("get", request: request(.get, "/1")) }
    var list: BenchmarkProgram { program("list of 20", request: request(.get, "", query: [QueryItem("size", "20")])) }
    var create: BenchmarkProgram { program("create, with scrypt", request: Self.createRequest(token), status: 201) }
    var login: BenchmarkProgram { program("login, with scrypt", request: Self.loginRequest) }

    private func program(_ name: String, request: Request, status: Int = 200) -> BenchmarkProgram {
        var program = bootstrap
        program.environment = environment
        return Self.program(program, name: name, request: request, status: status)
    }

    private static func program(
        _ bootstrap: BenchmarkProgram,
        name: String,
        request: Request,
        status: Int
    ) -> BenchmarkProgram {
        var program = BenchmarkProgram(
            name: name,
            path: bootstrap.path,
            environment: bootstrap.environment,
            event: HTTPEventShape.httpAPI.event(for: request)
        )
        program.status = status
        return program
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
