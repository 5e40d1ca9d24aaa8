import SwiftCompilerPlugin
import SwiftSyntaxMacros

/// The compiler plugin, which implements the macros that `SwiftletMacros` declares.
@main
struct Plugin: CompilerPlugin {
    let providingMacros: [any Macro.Type] = [
        ModelMacro.self, RuleMacro.self, KeyMacro.self, DescribeMacro.self, ComputedMacro.self, CheckMacro.self,
        ExtraMacro.self,
    ]
}
