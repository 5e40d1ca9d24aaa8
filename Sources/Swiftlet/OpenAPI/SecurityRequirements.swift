import SwiftletJSON

/// The security requirements of one operation: an array of objects any one of which suffices, while of each object all
/// schemes are needed ([Security Requirement Object](https://spec.openapis.org/oas/v3.1.0#security-requirement-object)).
struct SecurityRequirements {
    /// The requirements; an empty one where no credential is needed.
    private(set) var array: [JSON]
    /// The schemes that they name.
    let schemes: [SecurityScheme]

    /// Whether the operation names no scheme.
    var isEmpty: Bool { schemes.isEmpty }

    init(_ operation: OperationDescription) {
        schemes = operation.security + operation.securityAlternatives.joined()
        // All together first, and where some are optional the others without them.
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
    /// The requirement with one more scheme; two inputs may ask for the same one, each with scopes of its own.
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
