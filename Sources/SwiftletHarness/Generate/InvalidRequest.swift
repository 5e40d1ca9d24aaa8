import Swiftlet
import SwiftletFixtures
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
            var sampler = ViolationSampler(operation.registry, isText: true)
            sampler.visit(parameter.schema, value, at: parameter.errorLocation, path: [])
            requests += sampler.found.compactMap { self.request($0, parameter: index) }
            if parameter.isRequired, parameter.location != .path {
                requests += [self.request(.missing(parameter.errorLocation, []), parameter: index)].compactMap { $0 }
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
                raw("{\"", name: "body-malformed", rule: "The body is not valid JSON."),
                raw("{\"a\": 1,}", name: "body-trailing-comma", rule: "The body has a trailing comma."),
            ]
            .compactMap { $0 }
        }
        let location: [Step] = [.name("body")]
        let value = valid[SampleLocation()] ?? .null
        var sampler = ViolationSampler(operation.registry, isText: !isJSON)
        if body.isRequired, isJSON {
            sampler.add("missing", rule: "The body is required.", at: location, path: [], value: nil)
        }
        sampler.visit(body.schema, value, at: location, path: [])
        requests += sampler.found.compactMap { self.request($0, parameter: nil) }
        return requests
    }

    private func raw(_ text: String, name: String, rule: String) -> InvalidRequest? {
        var request = valid
        request.body = .raw(Array(text.utf8), contentType: "application/json")
        guard let error = errors(of: request).first(where: { $0.location.first == .name("body") }) else { return nil }
        return InvalidRequest(name: name, rule: rule, location: error.location, status: 422, request: request)
    }

    /// The request with the violation, if its inputs reject it at that location.
    private func request(_ violation: ViolationSampler.Violation, parameter: Int?) -> InvalidRequest? {
        var request = valid
        request[SampleLocation(parameter: parameter, path: violation.path)] = violation.value
        guard errors(of: request).contains(where: { $0.location == violation.location }) else { return nil }
        return InvalidRequest(
            name: (violation.location.map(\.word) + [violation.name]).joined(separator: "-"),
            rule: "\(violation.location.text): \(violation.rule)",
            location: violation.location,
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
