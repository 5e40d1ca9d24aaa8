import HTTPTypes
package import Hummingbird
import Swiftlet
package import SwiftletGateway
import SwiftletJSON
import SwiftletServer

/// The [Invoke API](https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html) of a function host, which AWS SDKs and the
/// AWS CLI call.
package struct InvokeAPI: Sendable {
    let host: any FunctionHost
    /// Receives the failures of asynchronous invocations.
    let log: LogOutput
    /// The reported configuration of each function.
    let configuration: FunctionConfiguration
    let background = BackgroundInvocations()

    /// The only version of a function.
    private static let version = "$LATEST"

    /// Creates the API of a host.
    ///
    /// - Parameters:
    ///   - host: Runs the functions.
    ///   - log: Receives the failures of asynchronous invocations.
    ///   - configuration: The reported configuration of each function.
    package init(host: any FunctionHost, log: LogOutput, configuration: FunctionConfiguration = FunctionConfiguration())
    {
        self.host = host
        self.log = log
        self.configuration = configuration
    }

    /// Handles a request.
    ///
    /// - Throws: An error if reading the request body fails.
    package func respond(to request: Hummingbird.Request) async throws -> Hummingbird.Response {
        let (path, rawQuery) = request.target
        let query = rawQuery.map(QueryString.parse) ?? []
        var call = FunctionCall(event: [])
        let headers = requestID(call.id)
        do {
            if let listing = try FunctionListing(request.method, path: path, query: query) {
                let body = try listing.body(host.functionNames, configuration)
                return json(body, headers)
            }
            let invoke = try InvokeRequest(request.method, path: path, query: query, headers: request.headers)
            try invoke.function.check(among: host.functionNames)
            call.event = try await event(request, limit: invoke.maximumBytes)
            call.attributes = invoke.attributes
            if invoke.wantsLog { call.tail = LogTail() }
            switch (invoke.kind, invoke.operation) {
            case (.dryRun, _):
                return Hummingbird.Response(status: .noContent, headers: headers)
            case (.event, let operation):
                invokeInBackground(call)
                let body = operation == .invokeAsync ? #"{"Status":202}"# : ""
                return Hummingbird.Response(status: .accepted, headers: headers, body: Self.body(Array(body.utf8)))
            case (.requestResponse, .invokeWithResponseStream):
                return await stream(call, headers)
            case (.requestResponse, _):
                return await respond(call, headers)
            }
        } catch let error as InvokeError {
            return errorResponse(error, headers)
        }
    }

    /// Waits for asynchronous invocations.
    package func finish() async {
        await background.wait()
    }

    // MARK: - Invocation types

    private func respond(_ call: FunctionCall, _ headers: HTTPFields) async -> Hummingbird.Response {
        var headers = headers
        headers[field: InvokeHeader.executedVersion] = Self.version
        let payload: [UInt8]
        switch await host.invoke(call) {
        case .response(let bytes):
            payload = bytes
        case .failure(let failure, let report):
            headers[field: InvokeHeader.functionError] = "Unhandled"
            payload = report ?? failure.report
        case .stream(let stream):
            // Not requested, but valid.
            switch await FunctionOutcome.stream(stream).collected() {
            case .success(let bytes): payload = bytes
            case .failure(let failure):
                headers[field: InvokeHeader.functionError] = "Unhandled"
                payload = failure.report
            }
        }
        if let tail = call.tail { headers[field: InvokeHeader.logResult] = Base64.encode(tail.bytes) }
        headers[.contentType] = "application/json"
        return Hummingbird.Response(status: .ok, headers: headers, body: Self.body(payload))
    }

    private func invokeInBackground(_ call: FunctionCall) {
        background.run {
            guard case .failure(let failure) = await host.invoke(call).collected() else { return }
            let name = call.attributes.handler ?? "app"
            log.print("The asynchronous invocation \(call.id) of \(name) failed: \(failure)")
        }
    }

    // MARK: - Requests and responses

    /// The event as JSON; an empty object if the body is empty.
    private func event(_ request: Hummingbird.Request, limit: Int) async throws -> [UInt8] {
        guard let bytes = try await request.collectBody(atMost: limit) else { throw InvokeError.tooLarge(limit) }
        guard !bytes.isEmpty else { return Array("{}".utf8) }
        do {
            _ = try JSONDocument(parsing: bytes)
        } catch {
            throw InvokeError.invalidContent("Could not parse request body into json: \(error)")
        }
        return bytes
    }

    private func json(_ body: JSON, _ headers: HTTPFields) -> Hummingbird.Response {
        var headers = headers
        headers[.contentType] = "application/json"
        return Hummingbird.Response(status: .ok, headers: headers, body: Self.body(body.bytes))
    }

    private func requestID(_ id: String) -> HTTPFields {
        var headers = HTTPFields()
        headers[field: InvokeHeader.requestID] = id
        return headers
    }

    private func errorResponse(_ error: InvokeError, _ headers: HTTPFields) -> Hummingbird.Response {
        var headers = headers
        headers[field: InvokeHeader.errorType] = error.type
        headers[.contentType] = "application/json"
        return Hummingbird.Response(
            status: HTTPResponse.Status(code: error.status),
            headers: headers,
            body: Self.body(error.body)
        )
    }

    static func body(_ bytes: [UInt8]) -> ResponseBody {
        bytes.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    }
}

extension FunctionFailure {
    /// The error payload of Lambda, which omits an empty stack trace.
    var report: [UInt8] {
        var object: JSON = ["errorType": .string(errorType), "errorMessage": .string(errorMessage)]
        if !stackTrace.isEmpty { object["stackTrace"] = .array(stackTrace.map(JSON.string)) }
        return object.bytes
    }
}
