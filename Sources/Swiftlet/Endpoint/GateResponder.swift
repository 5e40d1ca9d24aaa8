/// Runs an endpoint whose route has a gate, and passes the outcome to it.
final class GateResponder: Responder {
    private let gate: any EndpointGate
    private let route: String
    private let endpoint: EndpointResponder

    init(_ gate: any EndpointGate, route: String, endpoint: EndpointResponder) {
        self.gate = gate
        self.route = route
        self.endpoint = endpoint
    }

    /// Runs the endpoint, unless the gate responds.
    ///
    /// - Throws: The error thrown by the gate, the endpoint, an input, or a teardown.
    func respond(to request: Request, context: Context, exchange: Exchange) async throws -> Response {
        let passage = GatePassage(gate, route: route)
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
