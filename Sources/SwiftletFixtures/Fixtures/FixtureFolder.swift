import FoundationEssentials
import Swiftlet
public import SwiftletJSON

/// A folder of fixtures.
///
/// A test verifies it with `SwiftletTesting`:
///
/// ```swift
/// try await FixtureFolder("events").verify { usersApp(settings) }
/// ```
///
/// `NAME.json` is an event exactly as AWS delivers it, `NAME.expected.json` the expected response, and `NAME.context.json` the
/// attributes of the invocation (see ``FixtureInvocation``). Each folder that contains events is a ``Scenario``. Files and
/// folders whose names start with `.` or `_` are ignored.
public struct FixtureFolder: Sendable, Hashable {
    /// The path of the folder.
    public let path: String

    /// Creates a reference to a folder; ``scenarios()`` reads it.
    public init(_ path: String) {
        self.path = path
    }

    /// Reads all scenarios in the folder and its subfolders, sorted by name.
    ///
    /// - Throws: ``FixtureError`` with `.unreadable` if the folder does not exist, `.noFixtures` if it contains no event, or
    ///   `.invalidFile` or `.invalidMatcher` if a file beside an event is invalid or belongs to no event.
    public func scenarios() throws(FixtureError) -> [Scenario] {
        let scenarios = try Self.scenarios(in: path, name: "")
        guard !scenarios.isEmpty else {
            throw FixtureError(.noFixtures, "No event files (NAME.json) found in \(path).")
        }
        return scenarios
    }

    /// Reads one event file and the files beside it.
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

    /// Writes an expectation to its file, with indentation.
    ///
    /// - Throws: ``FixtureError`` with `.unreadable` if it cannot be written.
    public static func write(_ expectation: JSON, for fixture: Fixture) throws(FixtureError) {
        let text = expectation.serialized(pretty: true) + [UInt8(ascii: "\n")]
        do {
            try Data(text).write(to: URL(filePath: fixture.expectationPath), options: .atomic)
        } catch {
            throw FixtureError(.unreadable, "Cannot write \(fixture.expectationPath): \(error)")
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
            throw FixtureError(
                .invalidFile,
                "\(path)/\(file) belongs to no event: \(stem)\(eventEnding) does not exist."
            )
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

    /// The contents of a JSON file, or `nil` if it does not exist.
    private static func json(at path: String) throws(FixtureError) -> JSON? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            return try JSON(parsing: try bytes(at: path))
        } catch let error as JSONError {
            throw FixtureError(.invalidFile, "\(path) is not JSON: \(error)")
        } catch {
            throw FixtureError(.unreadable, "Cannot read \(path): \(error)")
        }
    }

    private static func bytes(at path: String) throws(FixtureError) -> [UInt8] {
        do {
            // Remove a byte order mark that some editors add.
            return JSONText.utf8(Array(try Data(contentsOf: URL(filePath: path))))
        } catch {
            throw FixtureError(.unreadable, "Cannot read \(path): \(reason(error))")
        }
    }

    private static func entries(of path: String) throws(FixtureError) -> (files: [String], folders: [String]) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw FixtureError(.unreadable, "Cannot read \(path): \(reason(error))")
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
        case .fileReadNoSuchFile, .fileNoSuchFile: return "no such file or directory"
        case .fileReadNoPermission: return "permission denied"
        default: return "\(error)"
        }
    }
}
