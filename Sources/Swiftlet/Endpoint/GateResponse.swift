/// Thrown by an ``EndpointGate`` to respond instead of the endpoint, whose closure does not run.
package struct GateResponse: Error {
    let response: Response

    /// Creates the error.
    ///
    /// - Parameter response: The response to send.
    package init(_ response: Response) {
        self.response = response
    }
}
