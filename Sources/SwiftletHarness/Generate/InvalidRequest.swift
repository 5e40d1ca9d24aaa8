import Swiftlet
import SwiftletJSON

/// A request that violates one constraint.
struct InvalidRequest: Sendable {
    /// The violation in a few hyphenated words: `name-too-short`.
    let name: String
    /// The constraint in a sentence.
    let rule: String
    /// The location of the expected error; empty if it does not concern an input.
    let location: [Step]
    /// The expected status.
    let status: Int
    let request: SampleRequest
}

extension EndpointSample {
    /// A request for each constraint that the inputs declare and enforce.
    ///
    /// Candidates are derived from the schemas. Those that the inputs accept, or reject at another location, are dropped.
    var invalid: [InvalidRequest] {
        var requests = unauthenticated
        for (index, parameter) in operation.parameters.enumerated() {
            let value = valid.parameters[index] ?? .null
            var breaker = RuleBreaker(operation.registry, isText: true)
            breaker.visit(parameter.schema, value, at: parameter.place, path: [])
            requests += breaker.found.compactMap { self.request($0, parameter: index) }
            if parameter.isRequired, parameter.location != .path {
                requests += [self.request(.missing(parameter.place, []), parameter: index)].compactMap { $0 }
            }
        }
        var names: [String: Int] = [:]
        return (requests + bodies)
            .map { request in
                let number = names[request.name, default: 0] + 1
                names[request.name] = number
                guard number > 1 else { return request }
                return InvalidRequest(
                    name: "\(request.name)-\(number)",
                    rule: request.rule,
                    location: request.location,
                    status: request.status,
                    request: request.request
                )
            }
    }

    private var unauthenticated: [InvalidRequest] {
        let isRequired =
            operation.security.contains { !$0.isOptional }
            || operation.securityAlternatives.contains { !$0.allSatisfy(\.isOptional) }
        guard isRequired else { return [] }
        var request = valid
        request.credentials = []
        return [
            InvalidRequest(
                name: "no-token",
                rule: "The request is not authenticated.",
                location: [],
                status: 401,
                request: request
            )
        ]
    }

    private var bodies: [InvalidRequest] {
        guard let body = operation.body else { return [] }
        var requests: [InvalidRequest] = []
        let isJSON = body.contentType == "application/json"
        if isJSON {
            requests += [
                raw("{\"", "body-malformed", "The body is not valid JSON.", isAnywhere: true),
                raw("{\"a\": 1,}", "body-trailing-comma", "The body has a trailing comma.", isAnywhere: true),
            ]
            .compactMap { $0 }
        }
        let location: [Step] = [.name("body")]
        let value = valid[SamplePlace()] ?? .null
        var breaker = RuleBreaker(operation.registry, isText: !isJSON)
        if body.isRequired, isJSON {
            breaker.add("missing", "The body is required.", location, [], nil)
        }
        breaker.visit(body.schema, value, at: location, path: [])
        requests += breaker.found.compactMap { self.request($0, parameter: nil) }
        return requests
    }

    private func raw(_ text: String, _ name: String, _ rule: String, isAnywhere: Bool) -> InvalidRequest? {
        var request = valid
        request.body = .raw(Array(text.utf8), contentType: "application/json")
        guard let error = errors(of: request).first(where: { $0.location.first == .name("body") }) else { return nil }
        return InvalidRequest(name: name, rule: rule, location: error.location, status: 422, request: request)
    }

    /// The request with the violation, if its inputs reject it at that location.
    private func request(_ breach: RuleBreaker.Breach, parameter: Int?) -> InvalidRequest? {
        var request = valid
        request[SamplePlace(parameter: parameter, path: breach.path)] = breach.value
        guard errors(of: request).contains(where: { $0.location == breach.location }) else { return nil }
        return InvalidRequest(
            name: (breach.location.map(\.word) + [breach.name]).joined(separator: "-"),
            rule: "\(breach.location.text): \(breach.rule)",
            location: breach.location,
            status: 422,
            request: request
        )
    }
}

extension Step {
    /// The step as part of a file name.
    fileprivate var word: String {
        switch self {
        case .name(let name):
            String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? Character($0.lowercased()) : "-" })
        case .index(let index): "\(index)"
        }
    }
}
