/// Runs an endpoint whose route has gates, and passes the outcome to the one that has opened the passage.
final class GateResponder: Responder {
    private let route: String
    private let endpoint: EndpointResponder

    init(route: String, endpoint: EndpointResponder) {
        self.route = route
        self.endpoint = endpoint
    }

    /// Runs the endpoint, unless a gate responds.
    ///
    /// - Throws: The error thrown by a gate, the endpoint, an input, or a teardown.
    func respond(to request: Request, context: Context, exchange: Exchange) async throws -> Response {
        let passage = GatePassage(route: route)
        do {
            let response = try await endpoint.respond(
                to: request,
                pathValues: request.pathValues,
                context: context,
                exchange: exchange,
                passage: passage
            )
            await passage.complete(response)
            return response
        } catch {
            await passage.complete(nil)
            throw error
        }
    }
}
