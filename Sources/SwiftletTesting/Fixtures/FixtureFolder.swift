import FoundationEssentials
import Swiftlet
public import SwiftletJSON

/// Fixtures on disk.
///
/// `NAME.json` is an event, exactly as the platform delivers it; `NAME.expected.json` what its response should be, and
/// `NAME.context.json` how the function is invoked (see ``FixtureInvocation``). Every folder that holds events is a
/// ``Scenario``. Files and folders whose names begin with `.` or `_` are left alone.
public struct FixtureFolder: Sendable, Hashable {
    /// The folder's path.
    public let path: String

    /// Names a folder, which is read by ``scenarios()``.
    public init(_ path: String) {
        self.path = path
    }

    /// Reads all scenarios in the folder and the folders below it, sorted by name.
    ///
    /// - Throws: ``FixtureError`` with `.unreadable` if there is no such folder, `.noFixtures` if there is no event in it,
    ///   `.invalidFile` or `.invalidMatcher` if a file beside an event is wrong, or belongs to no event.
    public func scenarios() throws(FixtureError) -> [Scenario] {
        let scenarios = try Self.scenarios(in: path, name: "")
        guard !scenarios.isEmpty else {
            throw FixtureError(.noFixtures, "There are no event files (NAME.json) in \(path).")
        }
        return scenarios
    }

    /// Reads one event file, with the files beside it.
    ///
    /// - Throws: ``FixtureError`` with `.unreadable`, `.invalidFile` or `.invalidMatcher`.
    public static func fixture(at path: String) throws(FixtureError) -> Fixture {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let folder = parts.dropLast().joined(separator: "/")
        let file = String(parts.last ?? "")
        let stem = file.hasSuffix(eventEnding) ? String(file.dropLast(eventEnding.count)) : file
        let isRelative = parts.count == 1
        return try fixture(stem, file: file, in: isRelative ? "." : folder, name: stem)
    }

    /// Writes an expectation, indented, into its file.
    ///
    /// - Throws: ``FixtureError`` with `.unreadable` if it cannot be written.
    public static func write(_ expectation: JSON, for fixture: Fixture) throws(FixtureError) {
        let text = expectation.serialized(pretty: true) + [UInt8(ascii: "\n")]
        do {
            try Data(text).write(to: URL(filePath: fixture.expectationPath), options: .atomic)
        } catch {
            throw FixtureError(.unreadable, "\(fixture.expectationPath) cannot be written: \(error)")
        }
    }

    private static let eventEnding = ".json"
    private static let expectationEnding = ".expected.json"
    private static let invocationEnding = ".context.json"
    private static let sharedInvocation = "context.json"

    private static func scenarios(in path: String, name: String) throws(FixtureError) -> [Scenario] {
        let entries = try entries(of: path)
        var scenarios: [Scenario] = []
        let fixtures = try fixtures(in: path, name: name, files: entries.files)
        if !fixtures.isEmpty { scenarios.append(Scenario(name: name.isEmpty ? "." : name, fixtures: fixtures)) }
        for folder in entries.folders {
            scenarios += try self.scenarios(in: "\(path)/\(folder)", name: name.isEmpty ? folder : "\(name)/\(folder)")
        }
        return scenarios
    }

    private static func fixtures(
        in path: String,
        name: String,
        files: [String]
    ) throws(FixtureError) -> [Fixture] {
        var events: [String] = []
        var companions: [(file: String, stem: String)] = []
        for file in files where file != sharedInvocation {
            if let ending = [expectationEnding, invocationEnding].first(where: { file.hasSuffix($0) }) {
                companions.append((file, String(file.dropLast(ending.count))))
            } else if file.hasSuffix(eventEnding) {
                events.append(String(file.dropLast(eventEnding.count)))
            }
        }
        for (file, stem) in companions where !events.contains(stem) {
            throw FixtureError(.invalidFile, "\(path)/\(file) belongs to no event: there is no \(stem)\(eventEnding).")
        }
        var fixtures: [Fixture] = []
        for stem in events.sorted() {
            let name = name.isEmpty ? stem : "\(name)/\(stem)"
            fixtures.append(try fixture(stem, file: stem + eventEnding, in: path, name: name))
        }
        return fixtures
    }

    private static func fixture(
        _ stem: String,
        file: String,
        in folder: String,
        name: String
    ) throws(FixtureError) -> Fixture {
        let beside = "\(folder)/\(stem)"
        let expectationPath = beside + expectationEnding
        var expectation: Expectation?
        if let json = try json(at: expectationPath) {
            do {
                expectation = try Expectation(json)
            } catch {
                throw FixtureError(error.code, "\(error.message) (in \(expectationPath))")
            }
        }
        var invocation = FixtureInvocation()
        for path in [beside + invocationEnding, "\(folder)/\(sharedInvocation)"] {
            guard let json = try json(at: path) else { continue }
            invocation = invocation.completed(by: try FixtureInvocation(json, file: path))
        }
        let eventPath = "\(folder)/\(file)"
        return Fixture(
            name: name,
            eventPath: eventPath,
            expectationPath: expectationPath,
            event: try bytes(at: eventPath),
            expectation: expectation,
            invocation: invocation
        )
    }

    /// The JSON in a file, or `nil` if there is no such file.
    private static func json(at path: String) throws(FixtureError) -> JSON? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            return try JSON(parsing: try bytes(at: path))
        } catch let error as JSONError {
            throw FixtureError(.invalidFile, "\(path) is not JSON: \(error)")
        } catch {
            throw FixtureError(.unreadable, "\(path) cannot be read: \(error)")
        }
    }

    private static func bytes(at path: String) throws(FixtureError) -> [UInt8] {
        do {
            // An editor may have written a byte order mark, which no platform delivers.
            return JSONText.utf8(Array(try Data(contentsOf: URL(filePath: path))))
        } catch {
            throw FixtureError(.unreadable, "\(path) cannot be read: \(reason(error))")
        }
    }

    private static func entries(of path: String) throws(FixtureError) -> (files: [String], folders: [String]) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw FixtureError(.unreadable, "\(path) cannot be read: \(reason(error))")
        }
        var files: [String] = []
        var folders: [String] = []
        for name in names.sorted() where !name.hasPrefix(".") && !name.hasPrefix("_") {
            var isFolder = false
            guard FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder) else { continue }
            if isFolder { folders.append(name) } else { files.append(name) }
        }
        return (files, folders)
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? CocoaError else { return "\(error)" }
        switch error.code {
        case .fileReadNoSuchFile, .fileNoSuchFile: return "there is no such file or folder"
        case .fileReadNoPermission: return "permission denied"
        default: return "\(error)"
        }
    }
}
