import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxMacros

/// An error in the use of a macro, with a message that includes the fix.
struct MacroDiagnostic: DiagnosticMessage {
    let message: String
    let diagnosticID = MessageID(domain: "SwiftletMacros", id: "misuse")
    let severity = DiagnosticSeverity.error
}

extension MacroExpansionContext {
    /// Emits an error at a node of the user's source.
    func diagnose(_ node: some SyntaxProtocol, _ message: String) {
        diagnose(Diagnostic(node: node, message: MacroDiagnostic(message: message)))
    }
}
