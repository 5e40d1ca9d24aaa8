import Foundation
import Swiftlet
import SwiftletJSON
import TestSupport
import Testing

@testable import SwiftletHarness

@Suite(.timeLimit(.minutes(5))) struct GenerateCommandTests {
    @Test func `the list is printed as text and as JSON`() async throws {
        let tool = try HarnessFixture()
        let list = await tool.run("generate", "--list")
        #expect(list.exitCode == 0)
        #expect(list.output.contains("http-api"))
        #expect(list.output.contains("get_note"))
        let json = try JSON(parsing: await tool.run("generate", "--list", "--json").output)
        #expect(json["sources"]?.array?.contains { $0["name"] == "sqs" } == true)
        #expect(
            json["endpoints"]?[0] == [
                "name": "list_notes", "method": "GET", "path": "/notes", "summary": "List the notes",
            ]
        )
        #expect(json["eventHandlers"] == ["double"])
    }

    @Test func `every source prints JSON even if the app cannot be created`() async throws {
        var tool = try HarnessFixture()
        tool.environment["BROKEN"] = "1"
        for source in SampleSource.all {
            let run = await tool.run("generate", source.name)
            #expect(run.exitCode == 0)
            #expect(try JSON(parsing: run.output) == source.event())
        }
    }

    @Test func `an endpoint is found by its name or by its method and path`() async throws {
        var tool = try HarnessFixture()
        let named = await tool.run("generate", "get_note", "--event", "v1")
        #expect(try JSON(parsing: named.output)["path"] == "/notes/1")
        #expect(await tool.run("generate", "get /notes/{id}", "--event", "v1").output == named.output)
        tool.input = Array(named.output.utf8)
        #expect(await tool.run("invoke", "-").output.contains("\"statusCode\":404"))
        let invalid = await tool.run("generate", "get_note", "--invalid")
        #expect(try JSON(parsing: invalid.output)["rawPath"] == "/notes/not-a-number")
    }

    @Test func `an event handler receives an event of its type`() async throws {
        let run = try await HarnessFixture().run("generate", "double")
        #expect(run.exitCode == 0)
        #expect(throws: Never.self) { try JSON(parsing: run.output) }
    }

    /// An app whose models are an event and a body.
    private func makeTaggedApp() -> App {
        App(title: "Tags", version: "1.0.0") {
            Endpoint(.post, "/tags", operationID: "tag", Body(Tagged.self)) { $0.tags.count }
            EventHandler("tag-event") { (event: Tagged, context) in context.logger.info("\(event.number)") }
        }
    }

    private struct Tagged: Model, EventInput {
        var number: Int
        var tags: [String]

        static let schema = Schema(
            Tagged.init,
            Field("number", \.number, .range(20...30)),
            Field("tags", \.tags, .length(0...2), default: [])
        )
    }

    @Test func `a handler of a model receives an event that satisfies its schema`() async throws {
        var tool = try HarnessFixture()
        tool.makeApp = { _ in makeTaggedApp() }
        let run = await tool.run("generate", "tag-event")
        let number = try #require(try JSON(parsing: run.output)["number"]?.int)
        #expect((20...30).contains(number))
        tool.input = Array(run.output.utf8)
        #expect(await tool.run("invoke", "-", "--handler", "tag-event").exitCode == 0)
    }

    @Test func `a list that is empty by default is sent with too many items`() async throws {
        try await TemporaryFolder.with { folder in
            var tool = try HarnessFixture()
            tool.makeApp = { _ in makeTaggedApp() }
            let run = await tool.run("generate", "tag", "--invalid", "--output", folder.path)
            #expect(run.output.contains("body-tags-too-many"), "\(run.output)\(run.errors)")
        }
    }

    @Test func `an unknown name suggests the most similar one`() async throws {
        let run = try await HarnessFixture().run("generate", "get_noet")
        #expect(run.exitCode == 1)
        #expect(run.errors.contains("Unknown event source, endpoint or event handler \"get_noet\". Did you mean"))
        #expect(run.errors.contains("\"get_note\"?"))
    }

    @Test func `files can be replayed and existing files are not replaced`() async throws {
        try await TemporaryFolder.with { folder in
            let tool = try HarnessFixture()
            let output = "\(folder.path)/get_note"
            let run = await tool.run("generate", "get_note", "--invalid", "--output", output, "--json")
            #expect(run.exitCode == 0)
            let files = try #require(try JSON(parsing: run.output)["files"]?.array)
            #expect(files.count == 2)
            #expect(files[0]["location"] == ["path", "id"])
            #expect(files[0]["status"] == 422)
            let replay = await tool.run("replay", "--update", output)
            #expect(replay.exitCode == 0)
            #expect(await tool.run("replay", output).output.hasSuffix("\n2 passed, 0 failed\n"))
            let again = await tool.run("generate", "get_note", "--invalid", "--output", output)
            #expect(again.exitCode == 1)
            #expect(again.errors.contains("already exists"))
        }
    }

    @Test(arguments: [
        ["generate"], ["generate", "--list", "sqs"], ["generate", "--list", "--invalid"],
        ["generate", "sqs", "--json"],
        ["generate", "get_note", "--event", "v9"],
    ])
    func `invalid arguments exit with status 64`(arguments: [String]) async throws {
        #expect(try await HarnessFixture().run(arguments).exitCode == 64)
    }
}
