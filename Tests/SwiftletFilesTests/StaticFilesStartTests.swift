import Swiftlet
import SwiftletFiles
import Testing

@Suite struct StaticFilesStartTests {
    private func faults(_ files: StaticFiles) async -> [String] {
        let app = App(title: "", version: "") { files }
        let error = await #expect(throws: AppError.self) { try await app.start() }
        return error?.faults ?? []
    }

    @Test func `a directory that does not exist or is a file is an error at start`() async throws {
        let folder = try Folder()
        let none = folder.path + "/pubic"
        #expect(
            await faults(StaticFiles("/assets", directory: none)) == [
                "The directory `\(none)` of the static files does not exist or is not readable."
            ]
        )
        let file = folder.path + "/public/a.txt"
        #expect(
            await faults(StaticFiles("/assets", directory: file)) == [
                "The path `\(file)` of the static files is not a directory."
            ]
        )
    }

    @Test func `a directory may be created later if it is not checked`() async throws {
        let folder = try Folder()
        let app = App(title: "", version: "") {
            StaticFiles("/assets", directory: folder.path + "/later", checksDirectory: false)
        }
        try await app.start()
        #expect(await app.respond(to: Request(path: "/assets/a"), context: Context()).status == .notFound)
    }

    @Test(arguments: ["/", "/assets/"]) func `a path with a trailing slash is an error at start`(path: String)
        async throws
    {
        let folder = try Folder()
        #expect(
            await faults(StaticFiles(path, directory: folder.path + "/public")) == [
                "The path `\(path)` of static files must not end with a slash."
            ]
        )
    }
}
