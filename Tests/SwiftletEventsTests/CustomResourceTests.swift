import EventSamples
import Swiftlet
import SwiftletJSON
import Synchronization
import Testing

@testable import SwiftletEvents

@Suite struct CustomResourceTests {
    private struct Zone: Decodable, EventInput {
        var Name: String
        var Aliases: [String]
    }

    private struct Failed: Error {}

    /// Records the replies, and rejects the first ones.
    private final class Recorder: CustomResourceSender {
        private let state: Mutex<(replies: [JSON], urls: [String], failures: Int)>

        init(failing failures: Int = 0) {
            state = Mutex(([], [], failures))
        }

        var replies: [JSON] { state.withLock { $0.replies } }
        var urls: [String] { state.withLock { $0.urls } }

        func send(_ body: [UInt8], to url: Secret<String>) async throws {
            let reply = try JSON(parsing: body)
            try state.withLock { state in
                state.urls.append(url.revealed)
                guard state.failures == 0 else {
                    state.failures -= 1
                    throw Failed()
                }
                state.replies.append(reply)
            }
        }
    }

    private func event(_ sample: Sample, _ changes: [String: JSON?] = [:]) throws -> CustomResourceEvent {
        try CustomResourceEvent(event: try node(sample, changes))
    }

    private let members: JSONObject = [
        "StackId": "arn:aws:cloudformation:eu-central-1:123456789012:stack/shop/271845b0-f2e8-11ed-90ac-0eeb25b8ae21",
        "RequestId": "82304eb2-bdda-469f-a33b-a3f1406d0a52", "LogicalResourceId": "Zone",
    ]

    private func reply(_ status: JSON, id: JSON, _ others: JSONObject = [:]) -> JSON {
        var reply = members
        reply["Status"] = status
        reply["PhysicalResourceId"] = id
        for (key, value) in others { reply[key] = value }
        return .object(reply)
    }

    @Test func `decodes requests and their properties`() throws {
        let create = try event(Samples.customResourceCreate)
        #expect(create.requestType == .create)
        #expect(create.physicalResourceID == nil)
        #expect(create.resourceType == "Custom::Zone")
        let zone = try create.decodeProperties(Zone.self)
        #expect(zone.Name == "example.com" && zone.Aliases == ["www.example.com"])
        #expect(!"\(create)".contains("X-Amz-Signature"))
        let update = try event(Samples.customResourceUpdate)
        #expect(update.requestType == .update)
        #expect(update.oldResourceProperties?["Name"] == "example.org")
        #expect(try event(Samples.customResourceDelete).physicalResourceID == "zone-1")
        let error = #expect(throws: EventError.self) {
            try event(Samples.customResourceDelete, ["PhysicalResourceId": nil])
        }
        #expect(error?.path == "PhysicalResourceId")
    }

    @Test func `sends the result to the URL of the event`() async throws {
        let recorder = Recorder()
        try await event(Samples.customResourceCreate)
            .respond(context: Context(), through: recorder) { _ in
                CustomResourceResult(physicalResourceID: "zone-1", data: ["ID": "Z1"], noEcho: true)
            }
        #expect(recorder.replies == [reply("SUCCESS", id: "zone-1", ["Data": ["ID": "Z1"], "NoEcho": true])])
        #expect(recorder.urls.first?.hasSuffix("?X-Amz-Signature=example") == true)
    }

    @Test func `an ID is kept by updates and deletions, and created for a new resource`() async throws {
        for (sample, id) in [
            (Samples.customResourceCreate, "Zone-82304eb2-bdda-469f-a33b-a3f1406d0a52"),
            (Samples.customResourceUpdate, "zone-1"), (Samples.customResourceDelete, "zone-1"),
        ] {
            let recorder = Recorder()
            try await event(sample).respond(context: Context(), through: recorder) { _ in CustomResourceResult() }
            #expect(recorder.replies == [reply("SUCCESS", id: .string(id))])
        }
    }

    @Test func `an error is a failure, with the reason of a failure for the user only`() async throws {
        let recorder = Recorder()
        let update = try event(Samples.customResourceUpdate)
        let context = Context(requestID: "r-1")
        try await update.respond(context: context, through: recorder) { _ in throw CustomResourceFailure("No zone.") }
        try await update.respond(context: context, through: recorder) { _ in throw Failed() }
        #expect(
            recorder.replies == [
                reply("FAILED", id: "zone-1", ["Reason": "No zone."]),
                reply(
                    "FAILED",
                    id: "zone-1",
                    ["Reason": "The handler failed with Failed. See the log of request r-1."]
                ),
            ]
        )
    }

    @Test func `the deletion after a failed creation succeeds without the handler`() async throws {
        let recorder = Recorder()
        try await event(Samples.customResourceCreate)
            .respond(context: Context(), through: recorder) { _ in throw CustomResourceFailure("No zone.") }
        let id = try #require(recorder.replies.first?["PhysicalResourceId"])
        #expect(recorder.replies == [reply("FAILED", id: id, ["Reason": "No zone."])])
        try await event(Samples.customResourceDelete, ["PhysicalResourceId": id])
            .respond(context: Context(), through: recorder) { _ in throw Failed() }
        #expect(recorder.replies.last == reply("SUCCESS", id: id))
    }

    /// A wait that does not end when its task is cancelled.
    private final class Gate: Sendable {
        private let state = Mutex<(isOpen: Bool, waiter: CheckedContinuation<Void, Never>?)>((false, nil))

        func wait() async {
            await withCheckedContinuation { continuation in
                let isOpen = state.withLock { state in
                    if !state.isOpen { state.waiter = continuation }
                    return state.isOpen
                }
                if isOpen { continuation.resume() }
            }
        }

        func open() {
            let waiter = state.withLock { state in
                state.isOpen = true
                defer { state.waiter = nil }
                return state.waiter
            }
            waiter?.resume()
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `a failure is sent before the deadline, even if the handler does not end`() async throws {
        let recorder = Recorder()
        let gate = Gate()
        defer { gate.open() }
        let context = Context(deadline: .now + .milliseconds(200))
        try await event(Samples.customResourceUpdate)
            .respond(context: context, through: recorder, margin: .milliseconds(150)) { _ in
                await gate.wait()
                return CustomResourceResult()
            }
        #expect(
            recorder.replies
                == [reply("FAILED", id: "zone-1", ["Reason": "The handler did not end before its deadline."])]
        )
    }

    @Test(.timeLimit(.minutes(1)))
    func `the deletion after an interrupted creation is passed to the handler`() async throws {
        let recorder = Recorder()
        let gate = Gate()
        defer { gate.open() }
        let context = Context(deadline: .now + .milliseconds(200))
        try await event(Samples.customResourceCreate)
            .respond(context: context, through: recorder, margin: .milliseconds(150)) { _ in
                await gate.wait()
                return CustomResourceResult()
            }
        let id = try #require(recorder.replies.first?["PhysicalResourceId"])
        #expect(id == "Zone-82304eb2-bdda-469f-a33b-a3f1406d0a52")
        try await event(Samples.customResourceDelete, ["PhysicalResourceId": id])
            .respond(context: Context(), through: recorder) { _ in throw CustomResourceFailure("Called.") }
        #expect(recorder.replies.last == reply("FAILED", id: id, ["Reason": "Called."]))
    }

    @Test(.timeLimit(.minutes(1))) func `a cancelled invocation still sends its reply`() async throws {
        let recorder = Recorder()
        let update = try event(Samples.customResourceUpdate)
        let task = Task {
            try await update.respond(context: Context(), through: recorder) { _ in
                try await Task.sleep(for: .seconds(30))
                return CustomResourceResult()
            }
        }
        task.cancel()
        try await task.value
        #expect(recorder.replies.map { $0["Status"] } == ["FAILED"])
    }

    @Test(.timeLimit(.minutes(1))) func `a reply that is not accepted is sent again, up to three times`() async throws {
        let recorder = Recorder(failing: 2)
        let update = try event(Samples.customResourceUpdate)
        try await update.respond(context: Context(), through: recorder) { _ in CustomResourceResult() }
        #expect(recorder.replies.count == 1 && recorder.urls.count == 3)
        await #expect(throws: Failed.self) {
            try await update.respond(context: Context(), through: Recorder(failing: 3)) { _ in CustomResourceResult() }
        }
    }

    @Test func `a reply that CloudFormation would reject is a failure`() throws {
        let update = try event(Samples.customResourceUpdate)
        func status(_ result: CustomResourceResult) throws -> JSON? {
            let reply = CustomResourceReply(to: update, result)
            #expect(reply.body.count <= 4096)
            return try JSON(parsing: reply.body)["Status"]
        }
        #expect(try status(CustomResourceResult(physicalResourceID: "")) == "FAILED")
        #expect(try status(CustomResourceResult(physicalResourceID: String(repeating: "a", count: 1024))) == "SUCCESS")
        #expect(try status(CustomResourceResult(physicalResourceID: String(repeating: "a", count: 1025))) == "FAILED")
        let large = JSON.string(String(repeating: "a", count: 4000))
        #expect(try status(CustomResourceResult(data: ["a": large])) == "FAILED")
        let failure = CustomResourceReply(to: update, failure: String(repeating: "é", count: 5000))
        #expect(failure.body.count < 4096)
        #expect(try JSON(parsing: failure.body)["Reason"]?.string?.utf8.count == 512)
    }

    @Test func `an event without a URL can have a result, but no reply`() async throws {
        let event = try event(Samples.customResourceCreate, ["ResponseURL": nil, "ServiceToken": nil])
        let result = CustomResourceResult(physicalResourceID: "zone-1", data: ["ID": "Z1"])
        #expect(try json(result) == ["PhysicalResourceId": "zone-1", "Data": ["ID": "Z1"]])
        await #expect(throws: EventError.self) {
            try await event.respond(context: Context(), through: Recorder()) { _ in result }
        }
    }
}
