import Swiftlet

/// The path that `{path:path}` matched, decoded but not validated.
struct RestOfPath: EndpointInput {
    var needsPreparation: Bool { false }

    func extract(_ scope: RequestScope, _ validation: inout Validation) -> String? {
        scope.pathValues.last?.value ?? ""
    }
}
