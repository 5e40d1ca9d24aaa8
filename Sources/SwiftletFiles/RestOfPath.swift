import Swiftlet

/// The input that is what `{path:path}` matched, decoded, whatever characters it has.
struct RestOfPath: EndpointInput {
    var needsPreparation: Bool { false }

    func extract(_ scope: RequestScope, _ validation: inout Validation) -> String? {
        scope.pathValues.last?.value ?? ""
    }
}
