import Swiftlet

struct PoweredBy: Middleware {
    func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.server] = "swiftlet"
        return response
    }
}

struct OutOfStock: HTTPErrorConvertible {
    var httpError: HTTPError { HTTPError(.conflict, "Out of stock") }
}

let countdown = Endpoint(.get, "/countdown", RequestInfo()) { _ in
    Response(
        .ok,
        headers: [.contentType: "text/plain"],
        body: .stream(
            BodyStream { write in
                for number in (1...3).reversed() {
                    try await write(Array("\(number)\n".utf8))
                }
            }
        )
    )
}

let sell = Endpoint(.post, "/sales", failures: [.conflict("Out of stock")]) {
    throw OutOfStock()
}

func shopApp() -> App {
    App(title: "Shop", version: "1.0.0") {
        PoweredBy()
        countdown
        sell
        ErrorHandler(.notFound) { error, request, context in
            .text("There is nothing at \(request.path).", status: .notFound)
        }
    }
}
