import Foundation
import SwiftletFixtures

/// The scenarios to replay, and the events to check.
struct ReplayPlan: Sendable {
    /// A scenario and its selected events.
    struct Entry: Sendable {
        let scenario: Scenario
        /// The names of the events to check.
        ///
        /// Preceding events of the scenario run as well, since later ones may depend on them.
        let selected: Set<String>

        /// The events to run.
        var fixtures: ArraySlice<Fixture> {
            let last = scenario.fixtures.lastIndex { selected.contains($0.name) }
            return last.map { scenario.fixtures[...$0] } ?? []
        }
    }

    let entries: [Entry]

    /// The number of events to check.
    var count: Int { entries.reduce(0) { $0 + $1.selected.count } }

    /// Reads fixtures from folders, or from files, each of which selects an event of its folder's scenario.
    ///
    /// - Parameters:
    ///   - paths: The folders and files.
    ///   - filter: Selects events whose name contains it, ignoring case.
    /// - Throws: ``FixtureError`` if a fixture cannot be read, ``HarnessError`` if no event is selected.
    init(paths: [String], filter: String?) throws {
        var entries: [Entry] = []
        for path in paths {
            entries += try Self.entries(at: path, filter: filter, isPrefixed: paths.count > 1)
        }
        self.entries = entries.filter { !$0.selected.isEmpty }
        guard !self.entries.isEmpty else {
            throw HarnessError(.usage, "No event name contains \"\(filter ?? "")\".")
        }
    }

    private static func entries(at path: String, filter: String?, isPrefixed: Bool) throws -> [Entry] {
        var isFolder: ObjCBool = false
        let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard exists, !isFolder.boolValue else {
            let scenarios = try FixtureFolder(path).scenarios()
            return scenarios.map { scenario in
                let names = scenario.fixtures.map(\.name).filter { matches($0, filter) }
                return Entry(scenario: isPrefixed ? scenario.named(under: path) : scenario, selected: Set(names))
            }
        }
        let url = URL(filePath: path)
        let folder = path.contains("/") ? url.deletingLastPathComponent().relativePath : "."
        let stem = url.deletingPathExtension().lastPathComponent
        let scenario = try FixtureFolder(folder).scenarios().first { $0.name == "." }
        guard let scenario, scenario.fixtures.contains(where: { $0.name == stem }) else {
            throw HarnessError(.usage, "\(path) is not an event file: the name must be NAME.json.")
        }
        return [Entry(scenario: scenario, selected: matches(stem, filter) ? [stem] : [])]
    }

    private static func matches(_ name: String, _ filter: String?) -> Bool {
        filter.map { name.lowercased().contains($0.lowercased()) } ?? true
    }
}

extension Scenario {
    /// The scenario with its name relative to the folder.
    fileprivate func named(under path: String) -> Scenario {
        Scenario(name: name == "." ? path : "\(path)/\(name)", fixtures: fixtures)
    }
}
