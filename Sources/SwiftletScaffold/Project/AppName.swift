import Foundation

/// The name of a package and of its CLI, such as `my-notes`.
///
/// SwiftPM accepts more names. These are also valid as names of executables, of modules and of files on any file system.
struct AppName: Hashable, CustomStringConvertible {
    /// The name, in lower case, with words separated by hyphens.
    let description: String

    /// The maximum number of characters.
    private static let maximumLength = 50

    /// Creates a name.
    ///
    /// - Throws: ``ScaffoldError`` if it is malformed or reserved.
    init(_ text: String) throws(ScaffoldError) {
        let suggestion = Self.suggestion(for: text)
        guard text == suggestion, text.first?.isLetter == true, text.count <= Self.maximumLength else {
            let isUsable = suggestion != text && suggestion.first?.isLetter == true
            throw ScaffoldError(
                """
                "\(text)" is not a valid name: it must be at most \(Self.maximumLength) lowercase letters, digits and hyphens \
                between them, and begin with a letter\(isUsable ? ", such as \(suggestion.prefix(Self.maximumLength))" : "").
                """
            )
        }
        description = text
        guard !Self.reservedModules.contains(module), !module.hasPrefix("Swiftlet") else {
            throw ScaffoldError(
                "The name \"\(text)\" is reserved, because \(module) is a keyword, a module or a macro already. Choose another name."
            )
        }
    }

    /// The name of the module with the app, such as `MyNotes`.
    var module: String {
        description.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    /// Returns the text in lower case, with hyphens between its words: `my-notes` for `MyNotes`, `my_notes` and `my notes`.
    static func suggestion(for text: String) -> String {
        let separated = text.replacing(/([a-z0-9])([A-Z])/) { "\($0.1)-\($0.2)" }
        return separated.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
    }

    /// The modules that a module of the app could hide or conflict with: keywords, modules of the toolchain, targets of
    /// Swiftlet and of the packages that it depends on, and macros of tests.
    private static let reservedModules: Set = [
        "Any", "Protocol", "Self", "Type",
        "Builtin", "Cxx", "Dispatch", "Distributed", "Foundation", "Glibc", "Musl", "Observation", "Swift",
        "Synchronization", "Testing",
        "CArgon2", "CBrotli", "CBrotliDecoder", "CCrypt", "CCurl", "COpenSSL", "CPostgres", "CSQLite", "CZlib",
        "CZstandard", "EventSamples", "TestSupport", "UsersAPI", "UsersCommands",
        "Algorithms", "ArgumentParser", "Atomics", "Collections", "CoreMetrics", "Crypto", "HTTPTypes", "Hummingbird",
        "Instrumentation", "Logging", "Metrics", "NIOCore", "NIOHTTP1", "NIOHTTPTypes", "ServiceLifecycle",
        "SwiftCompilerPlugin", "SwiftDiagnostics", "SwiftParser", "SwiftSyntax", "SwiftSyntaxBuilder",
        "SwiftSyntaxMacros", "Tracing",
        "Suite", "Test",
    ]
}
