import SwiftletJSON

/// The Swift package of an app, as its manifest describes it.
package struct SwiftPackage: Sendable {
    /// An executable product.
    struct Executable: Sendable {
        let product: String
        /// The targets and products that it depends on, directly or through targets of the package.
        let dependencies: Set<String>

        /// Whether it is a program to deploy, and not a CLI.
        func isProgram(of kind: ImageKind) -> Bool {
            guard dependencies.contains(kind.library) else { return false }
            // In the package of Swiftlet itself, the server depends on the runtime.
            let others = kind == .function ? ["SwiftletHarness", "SwiftletServer"] : ["SwiftletHarness"]
            return dependencies.isDisjoint(with: others)
        }
    }

    let name: String
    /// The directory of the manifest.
    let root: String
    /// The executable products, in the order of their targets.
    let executables: [Executable]

    /// The CLI of the app, if it is an executable of the package.
    var cli: Executable? { executables.first { $0.dependencies.contains("SwiftletHarness") } }

    /// Reads the manifest of a package.
    ///
    /// - Parameters:
    ///   - options: Options of `swift package`, such as the directory.
    ///   - swift: The `swift` command.
    /// - Returns: The package.
    /// - Throws: ``PackagingError`` if there is no manifest, or it is not valid.
    static func read(_ options: [String], with swift: Tool) throws(PackagingError) -> SwiftPackage {
        let result = try swift.capture(["package"] + options + ["dump-package"])
        guard result.status == 0 else {
            throw PackagingError(.toolFailed, "The manifest of the package cannot be read.\n\(result.errors)")
        }
        return try SwiftPackage(manifest: result.output)
    }

    /// Parses the output of `swift package dump-package`.
    ///
    /// - Throws: ``PackagingError`` if the format is not known.
    package init(manifest text: String) throws(PackagingError) {
        guard let manifest = try? JSON(parsing: text), let name = manifest["name"]?.string,
            let root = manifest["packageKind"]?["root"]?[0]?.string, let targets = manifest["targets"]?.array
        else {
            throw PackagingError(.toolFailed, "`swift package dump-package` printed an unknown format.")
        }
        let products = manifest["products"]?.array ?? []
        var dependencies: [String: [String]] = [:]
        for target in targets {
            dependencies[target["name"]?.string ?? ""] = (target["dependencies"]?.array ?? []).compactMap(Self.name)
        }
        self.name = name
        self.root = root
        self.executables = targets.filter { $0["type"] == "executable" }
            .compactMap { $0["name"]?.string }
            .map { target in
                // SwiftPM creates a product for each executable target that is in none.
                let product = products.first { product in
                    let targets = product["targets"]?.array ?? []
                    return product["type"]?["executable"] != nil && targets.contains(.string(target))
                }
                return Executable(
                    product: product?["name"]?.string ?? target,
                    dependencies: Self.closure(of: target, dependencies)
                )
            }
    }

    /// Returns the name of the product of the function binary.
    ///
    /// - Throws: ``PackagingError`` with the candidates if there is none, or several.
    package func functionProduct() throws(PackagingError) -> String {
        try executable(named: nil, kind: .function).product
    }

    /// Returns the executable product to build.
    ///
    /// - Parameters:
    ///   - product: The user's choice; `nil` for the program of the kind. If the package has several functions, the one named
    ///     `bootstrap` is the default.
    ///   - kind: The kind of program.
    /// - Returns: The product.
    /// - Throws: ``PackagingError`` with the candidates if there is no such product, or several.
    func executable(named product: String?, kind: ImageKind) throws(PackagingError) -> Executable {
        let list = executables.map(\.product).joined(separator: ", ")
        if let product {
            if let executable = executables.first(where: { $0.product == product }) { return executable }
            throw PackagingError(
                .invalidInput,
                "The package \(name) has no executable product \(product). Its executable products: \(list)."
            )
        }
        let programs = executables.filter { $0.isProgram(of: kind) }
        if programs.count == 1 { return programs[0] }
        if let bootstrap = programs.first(where: { $0.product == "bootstrap" }) { return bootstrap }
        guard programs.isEmpty else {
            let names = programs.map(\.product).joined(separator: ", ")
            throw PackagingError(
                .invalidInput,
                "The package \(name) has several \(kind.rawValue)s: \(names). Choose one with --product."
            )
        }
        throw PackagingError(
            .invalidInput,
            """
            The package \(name) has no \(kind.rawValue): an executable target that depends on \(kind.library) and not on \
            SwiftletHarness. \(executables.isEmpty ? "It has no executables." : "Choose one of \(list) with --product.")
            """
        )
    }

    /// The name of a target or product that a target depends on.
    private static func name(of dependency: JSON) -> String? {
        ["byName", "target", "product"].lazy.compactMap { dependency[$0]?[0]?.string }.first
    }

    private static func closure(of target: String, _ dependencies: [String: [String]]) -> Set<String> {
        var found: Set<String> = []
        var pending = [target]
        while let next = pending.popLast() {
            for dependency in dependencies[next] ?? [] where found.insert(dependency).inserted {
                pending.append(dependency)
            }
        }
        return found
    }
}
