import HTTPTypes
public import Swiftlet

/// Makes endpoints idempotent: a request that is repeated with the same `Idempotency-Key` receives the response of the first
/// ([draft-ietf-httpapi-idempotency-key-header](https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/)).
///
/// ```swift
/// Routes("/payments", requires: [payer, Idempotent(idempotency, required: true, caller: .by(payer, \.account))]) {
///     addPayment
/// }
/// ```
///
/// It is a requirement of an endpoint or a group. Requests with a safe method, and without a key unless it is required, are not
/// affected. The key is used after the requirements that are listed before it, so list it after the one that authenticates the
/// caller. The endpoint then runs once for each key, caller and route:
///
/// - A missing or malformed key is a 400. The field is a string in double quotes of at most 255 characters.
/// - While the first request is in progress, others with the key are a 409.
/// - A request with the key and another method, path, query or body is a 422.
/// - A response that the endpoint returns, with a status below 500, is stored: its status, chosen header fields, and body.
///   Later requests receive it with `Idempotent-Replayed: true`.
/// - After a thrown error, such as that of an invalid input, and after a status from 500 on, nothing is stored: the request can
///   be repeated with the key. An endpoint that throws an error must not have had an effect, so roll its transaction back.
/// - A streamed response, or one that exceeds ``Idempotency/maximumResultSize``, is not stored. Because it has had its effect,
///   a repeated request is a 409.
///
/// If the store is not available, the response is a 503 and the endpoint does not run. A store in the database needs a
/// connection while the requirements that are listed before have one: none of them may hold a transaction if the pool has only
/// one connection, or with SQLite.
public struct Idempotent: EndpointInput {
    let idempotency: Source
    private let isRequired: Bool
    private let allowsUnquotedKeys: Bool
    private let caller: IdempotentCaller
    private let fields: Set<HTTPField.Name>

    /// The configuration, or the dependency that provides it.
    enum Source: Sendable {
        case value(Idempotency)
        case dependency(Inject<Idempotency>)
    }

    /// Creates the requirement.
    ///
    /// - Parameters:
    ///   - idempotency: The store and the limits.
    ///   - isRequired: Whether a request without a key is rejected.
    ///   - caller: The identity of the caller: the same key of another caller is another key.
    ///   - fields: The response header fields to store in addition to those that describe the content or are links to it, such
    ///     as `Content-Type`, `ETag` and `Location`. `Set-Cookie` is never stored.
    ///   - allowsUnquotedKeys: Whether a key without quotes, as other APIs specify it, is accepted.
    public init(
        _ idempotency: Idempotency,
        required isRequired: Bool = false,
        caller: IdempotentCaller = .credentials,
        storing fields: [HTTPField.Name] = [],
        allowsUnquotedKeys: Bool = false
    ) {
        self.init(
            .value(idempotency),
            isRequired,
            caller: caller,
            fields: fields,
            allowsUnquotedKeys: allowsUnquotedKeys
        )
    }

    /// Creates the requirement with a configuration that is a dependency, such as one that stores results in the app's
    /// database.
    ///
    /// - Parameters:
    ///   - idempotency: The store and the limits. It is created for the first request with a key.
    ///   - isRequired: Whether a request without a key is rejected.
    ///   - caller: The identity of the caller: the same key of another caller is another key.
    ///   - fields: The response header fields to store in addition to those that describe the content or are links to it, such
    ///     as `Content-Type`, `ETag` and `Location`. `Set-Cookie` is never stored.
    ///   - allowsUnquotedKeys: Whether a key without quotes, as other APIs specify it, is accepted.
    public init(
        _ idempotency: @autoclosure @escaping @Sendable () -> Dependency<Idempotency>,
        required isRequired: Bool = false,
        caller: IdempotentCaller = .credentials,
        storing fields: [HTTPField.Name] = [],
        allowsUnquotedKeys: Bool = false
    ) {
        let source = Source.dependency(Inject(idempotency()))
        self.init(source, isRequired, caller: caller, fields: fields, allowsUnquotedKeys: allowsUnquotedKeys)
    }

    private init(
        _ idempotency: Source,
        _ isRequired: Bool,
        caller: IdempotentCaller,
        fields: [HTTPField.Name],
        allowsUnquotedKeys: Bool
    ) {
        self.idempotency = idempotency
        self.isRequired = isRequired
        self.allowsUnquotedKeys = allowsUnquotedKeys
        self.caller = caller
        self.fields = StoredResponse.defaultFields.union(fields).subtracting([.setCookie])
    }

    /// The configuration and the caller's identity, if they are dependencies.
    public var dependencies: [AnyDependency] {
        guard case .dependency(let input) = idempotency else { return caller.dependencies() }
        return input.dependencies + caller.dependencies()
    }

    /// Claims the key of a request that has one, or responds with the stored response.
    ///
    /// The claim is made before the dependencies of the endpoint are created, because a transaction among them would hold the
    /// connection that a store in the database needs.
    ///
    /// - Throws: `HTTPError` with status 400 if the key is malformed, or missing although it is required, and 503 if the store
    ///   is not available; ``IdempotencyError``.
    public func prepare(_ scope: RequestScope) async throws {
        guard let key = try key(of: scope.request) else { return }
        guard let passage = scope.passage else { throw MisplacedIdempotent() }
        try await caller.prepare(scope)
        try await idempotency.prepare(scope)
        guard !passage.isOpen else { return }
        // Without a caller or a store, the request is rejected when the inputs are extracted.
        guard let caller = try caller.identify(scope), let idempotency = idempotency.value(in: scope) else { return }
        let context = scope.context
        let fingerprint = try RequestFingerprint.make(scope.request, key: key.text)
        let start: Idempotency.Start
        do {
            let names = ["http", passage.route, caller, key.text]
            start = try await idempotency.start(names, fingerprint: fingerprint, context: context)
        } catch let error as CancellationError {
            throw error
        } catch let error as IdempotencyError {
            throw error
        } catch {
            context.logger.error("Could not claim an idempotency key of \(idempotency.name): \(error)")
            throw HTTPError(.serviceUnavailable, "The service is not available. Try again later.")
        }
        switch start {
        case .completed(let result):
            throw GateResponse(try StoredResponse.decode(result))
        case .run(let claim):
            passage.open { [fields] response in
                guard let response, response.status.code < 500 else {
                    return await idempotency.release(claim, context: context)
                }
                let result = StoredResponse.encode(response, fields: fields)
                if result == nil {
                    context.logger.warning("The streamed response of an idempotent operation is not stored")
                }
                await idempotency.complete(claim, with: result, context: context)
            }
        }
    }

    /// Checks that the caller and the configuration are known, which a request without a key does not need.
    public func extract(from scope: RequestScope, validation: inout Validation) -> Void? {
        guard case .some = try? key(of: scope.request) else { return () }
        guard idempotency.value(in: scope) != nil, (try? caller.identify(scope)) != nil else { return nil }
        return ()
    }

    /// Returns the key of a request, or `nil` if the request is not affected.
    func key(of request: Request) throws(HTTPError) -> IdempotencyKey? {
        guard !Self.isSafe(request.method) else { return nil }
        if let key = try IdempotencyKey(request, allowsUnquoted: allowsUnquotedKeys) { return key }
        guard !isRequired else { throw HTTPError(.badRequest, "The header field Idempotency-Key is required.") }
        return nil
    }

    /// Whether a method is safe (RFC 9110, section 9.2.1).
    private static func isSafe(_ method: HTTPRequest.Method) -> Bool {
        [.get, .head, .options, .trace].contains(method)
    }

    /// Adds the header field, and the responses 400, 409 and 422, to the operation unless its method is safe.
    public func describe(_ operation: inout OperationDescription) {
        caller.describe(&operation)
        if case .dependency(let input) = idempotency { input.describe(&operation) }
        if let method = operation.method, Self.isSafe(method) { return }
        var schema: JSONObject = ["type": "string"]
        if !allowsUnquotedKeys {
            schema["pattern"] = .string(#"^"(?:[ !#-\[\]-~]|\\["\\]){1,\#(IdempotencyKey.maximumLength)}"$"#)
        }
        schema["examples"] = [allowsUnquotedKeys ? Self.unquotedExample : Self.quotedExample]
        var parameter = OperationDescription.Parameter(
            location: .header,
            name: IdempotencyKey.fieldName,
            isRequired: isRequired,
            schema: schema,
            description: """
                A unique key of the request, such as a UUID. Repeating the request with it has no further effect, and \
                returns the response of the first.
                """
        )
        parameter.isUnique = true
        operation.parameters.append(parameter)
        operation.failures += [
            .badRequest("Missing or malformed Idempotency-Key"),
            .conflict("A request with the same Idempotency-Key is in progress"),
            Failure(.unprocessableContent, "The Idempotency-Key was already used with another payload"),
        ]
    }

    private static let unquotedExample: JSON = "8e03978e-40d5-43dd-bc93-6894a57f9324"
    private static let quotedExample: JSON = "\"8e03978e-40d5-43dd-bc93-6894a57f9324\""
}

extension Idempotent: EndpointGate {}

extension Idempotent.Source {
    /// Creates the configuration if it is a dependency.
    fileprivate func prepare(_ scope: RequestScope) async throws {
        if case .dependency(let input) = self { try await input.prepare(scope) }
    }

    /// Returns the configuration, or `nil` if an input of the dependency is invalid.
    fileprivate func value(in scope: RequestScope) -> Idempotency? {
        switch self {
        case .value(let idempotency):
            return idempotency
        case .dependency(let input):
            var validation = Validation()
            return input.extract(from: scope, validation: &validation)
        }
    }
}
