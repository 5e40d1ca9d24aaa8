import Swiftlet

/// The path that `{path:path}` matched, decoded but not validated.
struct RestOfPath: EndpointInput {
    var needsPreparation: Bool { false }

    func extract(from scope: RequestScope, validation: inout Validation) -> String? {
        scope.pathValues.last?.value ?? ""
    }
}
