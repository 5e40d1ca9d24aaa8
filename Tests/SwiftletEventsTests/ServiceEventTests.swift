import EventSamples
import Foundation
import Swiftlet
import SwiftletJSON
import Synchronization
import Testing

@testable import SwiftletEvents

/// Events of Amazon Connect, CodePipeline, CodeDeploy, AWS Config, Secrets Manager and Step Functions.
@Suite struct ServiceEventTests {
    private struct Parameters: Decodable, EventInput, Equatable {
        var stage: String?
        var instanceType: String?
    }

    private struct Order: Decodable, EventInput, Equatable {
        var id: Int
    }

    @Test func `decodes the event of a flow`() throws {
        let event = try ConnectEvent(event: try node(Samples.connect))
        #expect(event.parameters == ["order_id": "42"])
        #expect(event.contact.channel == "VOICE")
        #expect(event.contact.attributes == ["Language": "de-DE"])
        #expect(event.contact.customerEndpoint?.address == "+491234567890")
        #expect(event.contact.queueName == "orders")
        #expect(event.contact.customerAudio?.startTimestamp == "1767225600000")
        let nothing = try node(
            Samples.connect,
            [
                "Details.ContactData.CustomerEndpoint": .null, "Details.ContactData.Queue": .null,
                "Details.ContactData.MediaStreams": ["Customer": ["Audio": ["StreamARN": nil]]],
            ]
        )
        #expect(try ConnectEvent(event: nothing).contact.customerEndpoint == nil)
        #expect(try ConnectEvent(event: nothing).contact.customerAudio == nil)
    }

    @Test func `encodes a flat response of up to 32 KB`() throws {
        #expect(try json(["greeting": "Hello", "vip": "no"] as ConnectResponse) == ["greeting": "Hello", "vip": "no"])
        let large = ConnectResponse(["a": String(repeating: "a", count: 32 * 1024)])
        #expect(#expect(throws: EventError.self) { try json(large) }?.code == .responseTooLarge)
    }

    @Test func `decodes a job of a pipeline without showing its credentials`() throws {
        let event = try CodePipelineJobEvent(event: try node(Samples.codePipeline))
        #expect(event.jobID == "11111111-abcd-1111-abcd-111111abcdef")
        #expect(event.functionName == "deploy")
        #expect(try event.decodeUserParameters(Parameters.self).stage == "prod")
        #expect(event.inputArtifacts.first?.bucket == "codepipeline-eu-central-1-1234567890")
        #expect(event.inputArtifacts.first?.key == "shop/source/TdOSFRV")
        #expect(event.outputArtifacts.first?.revision == nil)
        #expect(event.encryptionKey?.type == "KMS")
        #expect(event.credentials?.expiresAt == Date(timeIntervalSince1970: 1_767_229_200))
        #expect(event.credentials?.secretAccessKey.revealed.hasPrefix("wJalr") == true)
        var shown = "\(event)"
        dump(event, to: &shown)
        #expect(!shown.contains("EXAMPLE"))
        let error = #expect(throws: EventError.self) {
            try CodePipelineJobEvent(
                event: try node(#"{"CodePipeline.job": {"id": "1", "data": {"inputArtifacts": [{}]}}}"#)
            )
        }
        #expect(error?.path == "`CodePipeline.job`.data.inputArtifacts[0].name")
    }

    @Test func `decodes a lifecycle hook`() throws {
        let event = try CodeDeployHookEvent(event: try node(Samples.codeDeployHook))
        #expect(event.deploymentID == "d-123456789")
        #expect(event.hookExecutionID == "eyJlbmNyeXB0ZWREYXRhIjoiZXhhbXBsZSJ9")
    }

    @Test func `parses the invoking event of a rule`() throws {
        let change = try ConfigRuleEvent(event: try node(Samples.configChange))
        guard case .change(let item, let difference?) = change.trigger else { throw EventError.missing("change") }
        #expect(item["configuration"]?["instanceType"] == "t3.micro")
        #expect(difference["changeType"] == "UPDATE")
        #expect(change.resourceType == "AWS::EC2::Instance")
        #expect(change.resourceID == "i-042dd005362091826")
        #expect(!change.isDeleted)
        #expect(change.notificationTime == Date(timeIntervalSince1970: 1_767_225_601))
        #expect(try change.decodeRuleParameters(Parameters.self).instanceType == "t3.micro")
        #expect(!"\(change)".contains("bXlSZXN1bHRUb2tlbg"))
        let oversized = try ConfigRuleEvent(event: try node(Samples.configOversized))
        guard case .oversizedChange = oversized.trigger else { throw EventError.missing("oversized") }
        #expect(oversized.resourceID == "i-00000000")
        let scheduled = try ConfigRuleEvent(event: try node(Samples.configScheduled))
        guard case .schedule = scheduled.trigger else { throw EventError.missing("schedule") }
        #expect(scheduled.resourceID == nil)
        let snapshot = #"{"messageType": "ConfigurationSnapshotDeliveryCompleted", "s3Bucket": "b"}"#
        let other = try ConfigRuleEvent(event: try node(Samples.configScheduled, ["invokingEvent": .string(snapshot)]))
        guard case .other("ConfigurationSnapshotDeliveryCompleted") = other.trigger else {
            throw EventError.missing("other")
        }
        #expect(other.invokingEvent["s3Bucket"] == "b")
        let broken = try node(Samples.configScheduled, ["invokingEvent": "{"])
        #expect(#expect(throws: EventError.self) { try ConfigRuleEvent(event: broken) }?.path == "invokingEvent")
    }

    private final class Rotation: SecretRotation {
        let steps = Mutex<[String]>([])

        func createSecret(_ event: SecretRotationEvent) { steps.withLock { $0.append("create") } }
        func setSecret(_ event: SecretRotationEvent) { steps.withLock { $0.append("set") } }
        func testSecret(_ event: SecretRotationEvent) { steps.withLock { $0.append("test") } }
        func finishSecret(_ event: SecretRotationEvent) { steps.withLock { $0.append("finish") } }
    }

    @Test func `performs the four steps of a rotation`() async throws {
        let rotation = Rotation()
        for step in ["createSecret", "setSecret", "testSecret", "finishSecret"] {
            let event = try SecretRotationEvent(event: try node(Samples.secretRotation, ["Step": .string(step)]))
            #expect(event.step.rawValue == step)
            #expect(!"\(event)".contains("abcd1234-efgh"))
            try await event.perform(with: rotation)
        }
        #expect(rotation.steps.withLock { $0 } == ["create", "set", "test", "finish"])
        let unknown = try node(Samples.secretRotation, ["Step": "removeSecret"])
        #expect(#expect(throws: EventError.self) { try SecretRotationEvent(event: unknown) }?.path == "Step")
    }

    @Test(arguments: [
        #"{"TaskToken": "t", "Input": {"id": 7}}"#, #"{"taskToken": "t", "input": {"id": 7}}"#,
        #"{"taskToken": "t", "id": 7}"#,
    ])
    func `decodes a task token and the input of the task`(text: String) throws {
        let event = try TaskTokenEvent<Order>.decodeEvent(try node(text))
        #expect(event.taskToken.revealed == "t")
        #expect(event.input == Order(id: 7))
        #expect(throws: EventError.self) { try TaskTokenEvent<Order>.decodeEvent(try node(#"{"id": 7}"#)) }
    }
}
