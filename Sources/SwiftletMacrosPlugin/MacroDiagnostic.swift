import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxMacros

/// An error in the use of a macro: what is wrong and what to write instead.
struct MacroDiagnostic: DiagnosticMessage {
    let message: String
    let diagnosticID = MessageID(domain: "SwiftletMacros", id: "misuse")
    let severity = DiagnosticSeverity.error
}

extension MacroExpansionContext {
    /// Reports an error at a part of the user's source.
    func diagnose(_ node: some SyntaxProtocol, _ message: String) {
        diagnose(Diagnostic(node: node, message: MacroDiagnostic(message: message)))
    }
}
