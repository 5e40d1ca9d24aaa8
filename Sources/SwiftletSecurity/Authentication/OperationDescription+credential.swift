import Swiftlet

extension OperationDescription {
    /// Adds alternative security requirements.
    mutating func require(anyOf schemes: [SecurityScheme]) {
        if schemes.count == 1 { security += schemes } else { securityAlternatives.append(schemes) }
    }

    /// Adds failures that are not listed already.
    mutating func add(failures new: [Failure]) {
        for failure in new where !failures.contains(failure) {
            failures.append(failure)
        }
    }

    /// Adds what an optional or alternative credential documents besides its security schemes.
    ///
    /// - Parameters:
    ///   - credential: The credential.
    ///   - excluded: The failures of the credential that do not apply.
    mutating func describe(_ credential: some Credential, except excluded: [Failure] = []) {
        var own = OperationDescription(registry: registry)
        credential.describe(&own)
        registry = own.registry
        parameters += own.parameters.map { parameter in
            var parameter = parameter
            parameter.isRequired = false
            return parameter
        }
        add(failures: own.failures.filter { !excluded.contains($0) })
    }
}

extension Failure {
    /// The response to a request without the credential.
    static let unauthenticated = Failure(.unauthorized, "Not authenticated")
}
