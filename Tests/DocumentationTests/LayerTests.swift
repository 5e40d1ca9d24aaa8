import Foundation
import Testing

/// The targets are layered as the architecture describes.
@Suite struct LayerTests {
    private static let architecture = "Sources/Swiftlet/Swiftlet.docc/Architecture.md"

    /// A row of the table of layers.
    private struct Layer {
        let name: String
        let targets: [String]
        let imports: [String]

        init(row: String) {
            let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            name = cells[0]
            targets = cells[1].matches(of: /`([\w-]+)`/).map { String($0.1) }
            imports = cells[2].components(separatedBy: ", ")
        }
    }

    private let manifest: Manifest
    private let layers: [Layer]

    init() throws {
        manifest = try Manifest()
        layers = try TargetTableTests.table(Self.architecture, heading: "layer").map { Layer(row: $0) }
    }

    @Test func `every target is in one layer`() {
        #expect(layers.flatMap(\.targets).sorted() == manifest.dependencies.keys.sorted())
    }

    @Test func `a layer depends only on those below it and on itself`() {
        for (index, layer) in layers.enumerated() {
            let below = Set(layers[index...].map(\.name))
            #expect(below.isSuperset(of: layer.imports), "\(layer.name) depends on a layer above it.")
        }
    }

    @Test func `a target depends only on layers that its layer may depend on`() {
        let layer = Dictionary(layers.flatMap { layer in layer.targets.map { ($0, layer) } }) { first, _ in first }
        for (target, dependencies) in manifest.dependencies {
            for dependency in dependencies where manifest.systemLibraries[dependency] == nil {
                let name = layer[dependency]?.name ?? "none"
                let isAllowed = layer[target]?.imports.contains(name) == true
                #expect(isAllowed, "\(target) depends on \(dependency), which is in the layer \(name).")
            }
        }
    }

    @Test func `a target depends on what it imports, and on nothing else`() throws {
        let targets = Set(manifest.dependencies.keys).union(manifest.systemLibraries.keys)
        for (target, dependencies) in manifest.dependencies {
            var imported: Set<String> = []
            for file in Document.files(below: "Sources/\(target)", ending: "swift") {
                let text = try TargetTableTests.text(file)
                let imports = text.matches(of: /(?m)^[@\w ]*import (?:struct |class |enum |protocol |func )?(\w+)/)
                imported.formUnion(imports.map { String($0.1) })
            }
            // A compiler plugin is not imported.
            let declared = dependencies.filter { !$0.hasSuffix("Plugin") }
            #expect(imported.intersection(targets).subtracting([target]) == declared, "\(target)")
        }
    }

    @Test func `programs that are deployed link only what they need`() {
        let local = ["SwiftletFixtures", "SwiftletGateway", "SwiftletEmulator", "SwiftletHarness", "SwiftletTesting"]
        #expect(manifest.closure(of: "users-server").isDisjoint(with: local))
        #expect(manifest.closure(of: "bootstrap").isDisjoint(with: local + ["SwiftletServer"]))
    }

    @Test func `a service does not link the client library of another`() {
        let others = ["CPostgres", "CSQLite", "CArgon2", "CCrypt"]
        #expect(manifest.closure(of: "SwiftletSecurity").isDisjoint(with: others))
        #expect(manifest.closure(of: "SwiftletSQL").isDisjoint(with: ["COpenSSL", "Swiftlet"]))
        for library in ["Swiftlet", "SwiftletEvents", "SwiftletFiles"] {
            #expect(manifest.closure(of: library).isDisjoint(with: manifest.systemLibraries.keys), "\(library)")
        }
    }
}
