import EventSamples
import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletEvents

/// The events of AWS services; `EventRecognitionTests` has their recognition by their form.
@Suite struct ServiceEventRecognitionTests {
    static let types: [(any RecognizedEvent.Type, Set<Sample>)] = [
        (PreSignUpEvent.self, [Samples.preSignUp, Samples.cognito]),
        (PostConfirmationEvent.self, [Samples.postConfirmation]),
        (PreAuthenticationEvent.self, [Samples.preAuthentication]),
        (PostAuthenticationEvent.self, [Samples.postAuthentication]),
        (PreTokenGenerationEvent.self, [Samples.preTokenGeneration]),
        (PreTokenGenerationV2Event.self, [Samples.preTokenGenerationV2, Samples.preTokenGenerationV3]),
        (UserMigrationEvent.self, [Samples.userMigration]),
        (CustomMessageEvent.self, [Samples.customMessage]),
        (CustomEmailSenderEvent.self, [Samples.customEmailSender]),
        (CustomSMSSenderEvent.self, [Samples.customSMSSender]),
        (DefineAuthChallengeEvent.self, [Samples.defineAuthChallenge]),
        (CreateAuthChallengeEvent.self, [Samples.createAuthChallenge]),
        (VerifyAuthChallengeEvent.self, [Samples.verifyAuthChallenge]),
        (InboundFederationEvent.self, [Samples.inboundFederation]),
        (WebSocketConnectEvent.self, [Samples.webSocketConnect]),
        (WebSocketMessageEvent.self, [Samples.webSocketMessage]),
        (WebSocketDisconnectEvent.self, [Samples.webSocketDisconnect]),
        (WebSocketAuthorizerEvent.self, [Samples.webSocketAuthorizer]),
        (
            CustomResourceEvent.self,
            [Samples.customResourceCreate, Samples.customResourceUpdate, Samples.customResourceDelete]
        ),
        (AppSyncResolverEvent.self, [Samples.appSync]),
        (AppSyncBatchEvent.self, [Samples.appSyncBatch]),
        (AppSyncAuthorizerEvent.self, [Samples.appSyncAuthorizer]),
        (BedrockAgentFunctionEvent.self, [Samples.bedrockFunction]),
        (BedrockAgentAPIEvent.self, [Samples.bedrockAPI]),
        (LexEvent.self, [Samples.lex]),
        (ConnectEvent.self, [Samples.connect]),
        (CodePipelineJobEvent.self, [Samples.codePipeline]),
        (CodeDeployHookEvent.self, [Samples.codeDeployHook]),
        (ConfigRuleEvent.self, [Samples.configChange, Samples.configOversized, Samples.configScheduled]),
        (SecretRotationEvent.self, [Samples.secretRotation]),
        (S3BatchEvent.self, [Samples.s3Batch, Samples.s3BatchV2]),
        (
            S3ObjectLambdaEvent.self,
            [
                Samples.s3ObjectLambdaGet, Samples.s3ObjectLambdaHead, Samples.s3ObjectLambdaList,
                Samples.s3ObjectLambdaListV2,
            ]
        ),
        (TaskTokenEvent<JSON>.self, [Self.taskToken]),
    ]

    private static let taskToken: Sample = #"{"taskToken": "AQCEAAAAKgAAAAMAAAAA", "order_id": 42}"#

    /// The samples of the events in this table.
    static var samples: [Sample] {
        types.flatMap { $0.1.sorted { $0.text < $1.text } }
    }

    @Test func `every sample is decoded as its type`() throws {
        for (type, own) in Self.types {
            for sample in own { _ = try type.decodeEvent(try node(sample)) }
        }
    }

    @Test func `members of any JSON type or missing members do not crash`() throws {
        for (type, own) in Self.types {
            try EventMutation.changeMembers(of: Array(own)) { event in
                if type.recognizes(event) { _ = try? type.decodeEvent(event) }
            }
        }
    }

    @Test func `changed, removed and inserted bytes do not crash`() throws {
        try EventMutation.changeBytes(of: Self.samples) { event in
            for (type, _) in Self.types where type.recognizes(event) { _ = try? type.decodeEvent(event) }
        }
    }

    @Test func `an app passes an event to the handler of its type`() async throws {
        let app = App(title: "", version: "") {
            EventHandler("any trigger") { (event: CognitoTriggerEvent, context) in "any trigger" }
            EventHandler("sign-up") { (event: PreSignUpEvent, context) in "sign-up" }
            EventHandler("batch") { (event: AppSyncBatchEvent, context) in "batch" }
            EventHandler("message") { (event: WebSocketMessageEvent, context) in "message" }
            EventHandler("agent") { (event: BedrockAgentAPIEvent, context) in "agent" }
        }
        let expected: [(Sample, String)] = [
            (Samples.preSignUp, "sign-up"), (Samples.customMessage, "any trigger"), (Samples.appSyncBatch, "batch"),
            (Samples.webSocketMessage, "message"), (Samples.bedrockAPI, "agent"),
        ]
        for (sample, handler) in expected {
            let output = try await app(Array(sample.text.utf8))
            #expect(String(decoding: output, as: UTF8.self) == "\"\(handler)\"")
        }
    }
}
