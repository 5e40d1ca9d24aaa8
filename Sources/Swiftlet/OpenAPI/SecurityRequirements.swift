import SwiftletJSON

/// The security requirements of one operation: alternative objects, each of which lists schemes that are all required
/// ([Security Requirement Object](https://spec.openapis.org/oas/v3.1.0#security-requirement-object)).
struct SecurityRequirements {
    /// The alternatives; an empty object if credentials are optional.
    private(set) var array: [JSON]
    /// The schemes in the requirements.
    let schemes: [SecurityScheme]

    /// Whether the operation has no security scheme.
    var isEmpty: Bool { schemes.isEmpty }

    init(_ operation: OperationDescription) {
        schemes = operation.security + operation.securityAlternatives.joined()
        // First all schemes, then, if some are optional, the others without them.
        var all: JSONObject = [:]
        var needed: JSONObject = [:]
        for scheme in operation.security {
            all = all.adding(scheme)
            if !scheme.isOptional || needed[scheme.name] != nil { needed[scheme.name] = all[scheme.name] }
        }
        var requirements = needed.count == all.count ? [all] : [all, needed]
        for alternatives in operation.securityAlternatives {
            let others = requirements
            requirements = alternatives.flatMap { scheme in others.map { $0.adding(scheme) } }
            if alternatives.contains(where: \.isOptional) { requirements += others }
        }
        array = []
        for requirement in requirements.map(JSON.object) where !array.contains(requirement) {
            array.append(requirement)
        }
    }
}

extension JSONObject {
    /// Returns the requirement with an additional scheme; two inputs may use the same scheme with different scopes.
    fileprivate func adding(_ scheme: SecurityScheme) -> JSONObject {
        var scopes = self[scheme.name]?.array ?? []
        for scope in scheme.scopes where !scopes.contains(.string(scope)) {
            scopes.append(.string(scope))
        }
        var requirement = self
        requirement[scheme.name] = .array(scopes)
        return requirement
    }
}
