import HTTPTypes
import Swiftlet
import SwiftletEmulator
import SwiftletFixtures
import SwiftletIO
import SwiftletJSON
import SwiftletServer

/// Sends events to functions of an [Invoke API](https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html), each to the
/// function named like its handler.
struct InvokeTarget: FixtureTarget {
    /// The URL of the API, or of one function's invocations for all events.
    let url: String
    let client: HTTPClient

    /// Checks the URL.
    ///
    /// - Throws: ``HarnessError`` if it is not an HTTP URL.
    init(url: String, client: HTTPClient) throws(HarnessError) {
        guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
            throw HarnessError(.usage, "Invalid Invoke API URL \"\(url)\": it must start with http:// or https://.")
        }
        self.url = url
        self.client = client
    }

    func invoke(_ event: [UInt8], _ invocation: FixtureInvocation) async -> InvocationOutcome {
        do {
            return Self.outcome(try await client.send(request(event, invocation)))
        } catch {
            return .failure(FunctionFailure(error))
        }
    }

    /// Does nothing: no resources were acquired.
    func stop() async {}

    private func request(_ event: [UInt8], _ invocation: FixtureInvocation) -> HTTPClientRequest {
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[field: InvokeHeader.clientContext] = invocation.clientContext.map { Base64.encode($0.bytes) }
        headers[field: InvokeHeader.traceID] = invocation.traceID
        let url = functionURL(invocation.handler ?? "app")
        return HTTPClientRequest(method: .post, url: url, headers: headers, body: .bytes(event))
    }

    private func functionURL(_ name: String) -> String {
        if url.hasSuffix("/invocations") { return url }
        let base = url.hasSuffix("/") ? String(url.dropLast()) : url
        return "\(base)/2015-03-31/functions/\(name)/invocations"
    }

    /// Converts an HTTP response to an outcome.
    ///
    /// A failed invocation is marked by a header field. Emulators that omit it or respond with another status are recognized by
    /// the form of the error.
    private static func outcome(_ response: HTTPClientResponse) -> InvocationOutcome {
        let json = try? JSON(parsing: response.body)
        if let failure = json.flatMap({ FunctionFailure($0) }), json?["statusCode"] == nil { return .failure(failure) }
        let isMarked = response.headers[field: InvokeHeader.functionError] != nil
        guard response.status.kind == .successful, !isMarked else {
            let text = String(decoding: response.body.prefix(1000), as: UTF8.self)
            return .failure(FunctionFailure(errorType: "Invoke.\(response.status.code)", errorMessage: text))
        }
        return .response(response.body)
    }
}
