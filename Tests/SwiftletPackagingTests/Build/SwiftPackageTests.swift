import SwiftletJSON
import Testing

@testable import SwiftletPackaging

@Suite struct SwiftPackageTests {
    /// A manifest in the format of `swift package dump-package`.
    private func manifest(_ targets: JSON..., products: [JSON] = []) -> String {
        let package: JSON = [
            "name": "notes", "packageKind": ["root": ["/src/notes"]], "products": .array(products),
            "targets": .array(targets),
        ]
        return package.description
    }

    private func target(_ name: String, _ dependencies: JSON..., type: String = "executable") -> JSON {
        ["name": .string(name), "type": .string(type), "dependencies": .array(dependencies)]
    }

    private func product(_ name: String) -> JSON { ["product": [.string(name), "swiftlet", nil, nil]] }

    private func product(
        named name: String? = nil,
        kind: ImageKind = .function,
        in manifest: String
    ) throws -> String {
        try SwiftPackage(manifest: manifest).executable(named: name, kind: kind).product
    }

    @Test func `the function is the executable that depends on the runtime and not on the harness`() throws {
        let text = manifest(
            target("NotesAPI", product("Swiftlet"), product("SwiftletRuntime"), type: "regular"),
            target("notes", ["byName": ["NotesAPI", nil]], product("SwiftletHarness")),
            target("notes-function", ["target": ["NotesAPI", nil]]),
            target("notes-server", product("SwiftletServer")),
            target("NotesTests", product("SwiftletRuntime"), type: "test")
        )
        #expect(try product(in: text) == "notes-function")
        #expect(try product(kind: .server, in: text) == "notes-server")
        #expect(try SwiftPackage(manifest: text).cli?.product == "notes")
        #expect(try SwiftPackage(manifest: text).root == "/src/notes")
    }

    @Test func `a product that contains the target has the name`() throws {
        let handler: JSON = ["name": "handler", "type": ["executable": nil], "targets": ["function"]]
        let library: JSON = ["name": "Library", "type": ["library": ["automatic"]], "targets": ["function"]]
        let text = manifest(target("function", product("SwiftletRuntime")), products: [library, handler])
        #expect(try product(in: text) == "handler")
    }

    @Test func `of several functions the one named bootstrap is the default`() throws {
        let text = manifest(
            target("benchmark", product("SwiftletRuntime")),
            target("bootstrap", product("SwiftletRuntime"))
        )
        #expect(try product(in: text) == "bootstrap")
        #expect(try product(named: "benchmark", in: text) == "benchmark")
    }

    @Test func `without one function the candidates are listed`() throws {
        let several = manifest(target("one", product("SwiftletRuntime")), target("two", product("SwiftletRuntime")))
        let error = #expect(throws: PackagingError.self) { try product(in: several) }
        #expect(error?.message == "The package notes has several functions: one, two. Choose one with --product.")
        let none = manifest(target("notes", product("SwiftletHarness")), target("tool"))
        let missing = #expect(throws: PackagingError.self) { try product(in: none) }
        #expect(missing?.message.contains("has no function: an executable target that depends on") == true)
        #expect(missing?.message.hasSuffix("Choose one of notes, tool with --product.") == true)
        let server = #expect(throws: PackagingError.self) { try product(kind: .server, in: several) }
        #expect(server?.message.contains("has no server: an executable target that depends on SwiftletServer") == true)
        let unknown = #expect(throws: PackagingError.self) { try product(named: "three", in: several) }
        #expect(unknown?.message.hasSuffix("no executable product three. Its executable products: one, two.") == true)
        let empty = #expect(throws: PackagingError.self) { try product(in: manifest()) }
        #expect(empty?.message.hasSuffix("It has no executables.") == true)
    }

    @Test(arguments: ["", "error: no manifest", "[]", "{}", #"{"name": "a", "targets": []}"#])
    func `an unknown format is rejected`(text: String) {
        #expect(throws: PackagingError.self) { try SwiftPackage(manifest: text) }
    }
}
