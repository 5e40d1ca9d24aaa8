import Foundation
import Swiftlet
import SwiftletSettings
import Testing

/// The sources of settings, and the errors.
@Suite struct SettingsReaderTests {
    private func reader(_ variables: [String: String], isDeployed: Bool = false) -> SettingsReader {
        SettingsReader(LaunchEnvironment(variables: variables, isDeployed: isDeployed))
    }

    /// Returns the error messages.
    private func faults(of reader: SettingsReader) -> [String] {
        var reader = reader
        do {
            try reader.finish()
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }

    /// Calls `body` with the path of a file.
    private func withFile<Result>(_ contents: Data, _ body: (String) async throws -> Result) async throws -> Result {
        let file = FileManager.default.temporaryDirectory.appending(path: "setting-\(UUID())")
        try contents.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try await body(file.path)
    }

    @Test(arguments: [[:], ["X": ""], ["X_FILE": ""]])
    func `a variable that is empty or absent is not set`(_ variables: [String: String]) {
        var reader = reader(variables)
        #expect(reader.value("X", .text) == nil)
        #expect(reader.value("X", .integer(1...9), default: 3) == 3)
        #expect(faults(of: reader).isEmpty)
    }

    @Test func `all missing and invalid settings are reported together, without values`() throws {
        var reader = reader([
            "SIZE": "1000", "MODE": "x", "KEY": "hunter2", "LIST": "a,hunter3", "WAIT": "soon", "URL": "hunter4",
        ])
        #expect(reader.value("SIZE", .integer(1...9), default: 5) == 5)
        #expect(reader.value("MODE", .choice(of: ["a", "b"])) == nil)
        #expect(reader.required("KEY", .secret(minimumLength: 32)) == nil)
        #expect(reader.required("NAME", .text) == nil)
        _ = reader.value("LIST", .list(of: .choice(of: ["a"])))
        _ = reader.value("WAIT", .duration(in: .milliseconds(500) ... .seconds(600)))
        _ = reader.value("URL", .url(schemes: ["https"]))
        reader.reject("URL", expected: "ignored, because it is already reported")
        reader.reject("EMAIL", expected: "set if PASSWORD is set")
        let error = try #require(throws: SettingsError.self) { try reader.finish() }
        #expect(
            error.description.split(separator: "\n") == [
                "SIZE must be an integer between 1 and 9 (value: 4 characters).",
                "MODE must be one of a, b (value: 1 character).",
                "KEY must be random text of at least 32 bytes, or JSON with it as a member of that name (value: redacted).",
                "NAME must be set: text.",
                "LIST must be a list separated by commas, each element one of a (value: 9 characters).",
                "WAIT must be a duration between 500ms and 10m, in seconds or with a unit such as 30s (value: 4 characters).",
                "URL must be a URL that starts with https:// (value: 7 characters).",
                "EMAIL must be set if PASSWORD is set.",
            ]
        )
        #expect(error.faults.map(\.name) == ["SIZE", "MODE", "KEY", "NAME", "LIST", "WAIT", "URL", "EMAIL"])
    }

    @Test func `required settings are unwrapped when reading ends`() throws {
        var reader = reader(["NAME": "n", "SIZE": "3"])
        let name = reader.required("NAME", .text)
        let (first, size) = try reader.finish(name, reader.required("SIZE", .integer(1...9)))
        #expect(first == "n" && size == 3)
    }

    @Test func `an argument of finish that reads a setting is checked`() {
        let error = #expect(throws: SettingsError.self) {
            var reader = reader([:])
            return try reader.finish(reader.required("NAME", .text))
        }
        #expect(error?.faults.map(\.name) == ["NAME"])
    }

    @Test func `an optional setting that is not set cannot be unwrapped`() {
        let error = #expect(throws: SettingsError.self) {
            var reader = reader([:])
            return try reader.finish(reader.value("NAME", .text))
        }
        #expect(error?.description.hasPrefix("An optional setting is not set") == true)
    }

    @Test(arguments: [false, true])
    func `a local default is used with a warning, but not in a deployed function`(isDeployed: Bool) {
        var reader = reader(["WRONG": "x"], isDeployed: isDeployed)
        #expect(reader.value("KEY", .secret(), localDefault: "temporary", warning: "KEY is not set.") == "temporary")
        let flag = reader.value("WRONG", .bool, localDefault: true, warning: "WRONG is not set.")
        #expect(flag)
        #expect(reader.warnings == (isDeployed ? [] : ["KEY is not set."]))
        let expected = ["KEY must be set: text, or JSON with it as a member of that name."]
        let invalid = ["WRONG must be true or false (value: 1 character)."]
        #expect(faults(of: reader) == (isDeployed ? expected : []) + invalid)
    }

    @Test func `a value can be in a file, without white space around it`() async throws {
        try await withFile(Data(" 42\r\n\n".utf8)) { path in
            var fromFile = reader(["X_FILE": path])
            #expect(fromFile.value("X", .integer(0...99)) == 42)
            var fromVariable = reader(["X_FILE": path, "X": "7"])
            #expect(fromVariable.value("X", .integer(0...99)) == 7)
            var invalid = reader(["X_FILE": path])
            _ = invalid.value("X", .bool)
            #expect(
                faults(of: invalid) == [
                    "X, in the file that X_FILE names, must be true or false (value: 2 characters)."
                ]
            )
        }
    }

    @Test(arguments: [Data(), Data(" \n".utf8), Data([0xFF, 0xFE])])
    func `a file without text is reported`(_ contents: Data) async throws {
        try await withFile(contents) { path in
            var reader = reader(["X_FILE": path])
            #expect(reader.value("X", .text, default: "x") == "x")
            #expect(faults(of: reader).count == 1)
            #expect(faults(of: reader).first?.hasPrefix("X_FILE must be the path of a ") == true)
            #expect(faults(of: reader).first?.contains(path) == false)
        }
    }

    @Test func `a file that does not exist is reported once, also for a required setting`() {
        var reader = reader(["X_FILE": "/does/not/exist"], isDeployed: true)
        #expect(reader.required("X", .text) == nil)
        #expect(faults(of: reader) == ["X_FILE must be the path of a text file that can be read."])
    }

    @Test func `a setting in a file can be read again`() async throws {
        try await withFile(Data("one".utf8)) { path in
            let reload = try #require(reader(["X_FILE": path]).reloader("X", .secret()))
            #expect(try await reload() == "one")
            try Data("two".utf8).write(to: URL(filePath: path))
            #expect(try await reload() == "two")
            try Data().write(to: URL(filePath: path))
            await #expect(throws: SettingsError.self) { try await reload() }
            #expect(reader(["X": "x", "X_FILE": path]).reloader("X", .text) == nil)
            #expect(reader(["X": "x"]).reloader("X", .text) == nil)
        }
    }
}
