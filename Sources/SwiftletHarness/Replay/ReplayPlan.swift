import Foundation
import SwiftletTesting

/// The scenarios to replay, and which of their events are judged.
struct ReplayPlan: Sendable {
    /// One scenario.
    struct Entry: Sendable {
        let scenario: Scenario
        /// The names of the events that are judged.
        ///
        /// Those before the last of them run too, since it may stand on them.
        let selected: Set<String>

        /// The events that run.
        var fixtures: ArraySlice<Fixture> {
            let last = scenario.fixtures.lastIndex { selected.contains($0.name) }
            return last.map { scenario.fixtures[...$0] } ?? []
        }
    }

    let entries: [Entry]

    /// How many events are judged.
    var count: Int { entries.reduce(0) { $0 + $1.selected.count } }

    /// Reads what is at the paths: folders, or files of which each stands for itself in the scenario of its folder.
    ///
    /// - Parameters:
    ///   - paths: the folders and files.
    ///   - filter: of the events only those are judged whose name contains it, in any case.
    /// - Throws: ``FixtureError`` if something cannot be read, ``HarnessError`` if nothing is left to judge.
    init(paths: [String], filter: String?) throws {
        var entries: [Entry] = []
        for path in paths {
            entries += try Self.entries(at: path, filter: filter, isPrefixed: paths.count > 1)
        }
        self.entries = entries.filter { !$0.selected.isEmpty }
        guard !self.entries.isEmpty else {
            throw HarnessError(.usage, "No event's name contains \"\(filter ?? "")\".")
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
            throw HarnessError(.usage, "\(path) is no event file: those are called NAME.json.")
        }
        return [Entry(scenario: scenario, selected: matches(stem, filter) ? [stem] : [])]
    }

    private static func matches(_ name: String, _ filter: String?) -> Bool {
        filter.map { name.lowercased().contains($0.lowercased()) } ?? true
    }
}

extension Scenario {
    /// The same scenario, its name below that of the folder it was found in.
    fileprivate func named(under path: String) -> Scenario {
        Scenario(name: name == "." ? path : "\(path)/\(name)", fixtures: fixtures)
    }
}
