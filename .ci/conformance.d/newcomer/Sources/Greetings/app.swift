import Swiftlet

/// Greets a person.
public let hello = Endpoint(
    .get,
    "/hello/{name}",
    summary: "Greet a person",
    Path("name", String.self, .length(1...50)),
    Query("times", Int.self, .range(1...10), default: 1)
) { name, times in
    Array(repeating: "Hello, \(name)!", count: times)
}

/// The app.
public func greetingsApp() -> App {
    App(title: "Greetings", version: "1.0.0") {
        hello
        OpenAPIRoutes()
    }
}
