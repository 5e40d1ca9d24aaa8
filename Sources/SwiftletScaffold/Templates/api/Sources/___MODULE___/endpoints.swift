import Swiftlet

/// The clock, which tests replace.
let clock = Dependency(.perProcess) { WallClock.system }

let health = Endpoint(.get, "/health", operationID: "health", summary: "Check that the app responds") {
    ["status": "ok"]
}

let hello = Endpoint(
    .get,
    "/hello/{name}",
    operationID: "hello",
    summary: "Greet a person",
    Path("name", String.self, .length(1...50)),
    Query("times", Int.self, .range(1...10), default: 1)
) { name, times in
    Array(repeating: "Hello, \(name)!", count: times)
}

let createGreeting = Endpoint(
    .post,
    "/greetings",
    operationID: "create_greeting",
    summary: "Create a greeting",
    status: .created,
    Body(GreetingRequest.self),
    Inject(clock)
) { request, clock in
    Greeting(text: "\(request.language.salutation), \(request.name)!", createdAt: clock.now())
}
