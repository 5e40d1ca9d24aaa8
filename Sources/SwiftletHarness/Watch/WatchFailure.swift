import SwiftletJSON

/// Why the app does not run as its sources are now, or why a request has failed.
struct WatchFailure: Hashable, Sendable {
    /// The summary, such as `The build failed with 2 errors`.
    var title: String
    /// The method and the target of the request that failed.
    var request: String?
    /// The errors in the sources.
    var diagnostics: [BuildDiagnostic] = []
    /// The output of the process that failed.
    var output = ""

    /// The body of a response to a client that is not a browser.
    var json: JSON {
        var json: JSON = ["message": .string(title)]
        if let request { json["request"] = .string(request) }
        guard !diagnostics.isEmpty else { return json }
        json["errors"] = .array(
            diagnostics.map { diagnostic in
                var error: JSON = ["message": .string(diagnostic.message)]
                if let file = diagnostic.file { error["file"] = .string(file) }
                if let line = diagnostic.line { error["line"] = .integer(line) }
                if let column = diagnostic.column { error["column"] = .integer(column) }
                return error
            }
        )
        return json
    }
}

extension WatchFailure {
    /// A failed build.
    ///
    /// - Parameters:
    ///   - output: The output of the build.
    ///   - package: The package, for paths relative to it.
    init(build output: String, of package: WatchedPackage) {
        diagnostics = BuildDiagnostic.errors(in: output)
            .map { error in
                var error = error
                error.file = error.file.map(package.relative)
                return error
            }
        let count = diagnostics.count
        title = count == 0 ? "The build failed" : "The build failed with \(count) \(count == 1 ? "error" : "errors")"
        self.output = output
    }
}
