import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletRuntime

/// The facts about the function and its caller in the context.
@Suite(.timeLimit(.minutes(1)))
struct FunctionInfoTests {
    @Test func `the facts are those of the environment`() async throws {
        let harness = try RuntimeHarness([
            "AWS_LAMBDA_FUNCTION_NAME": "users", "AWS_LAMBDA_FUNCTION_VERSION": "7",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512", "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/users",
            "AWS_LAMBDA_LOG_STREAM_NAME": "2026/01/31/[7]abc",
        ])
        harness.api.enqueue(Event("one"))
        let infos = SharedList<FunctionInfo>()
        _ = try await harness.run(
            ClosureHandler { event, context in
                infos.append(context.function)
                return .bytes(event)
            }
        )
        #expect(
            infos.values == [
                FunctionInfo(
                    name: "users",
                    version: "7",
                    memoryLimit: 512,
                    logGroup: "/aws/lambda/users",
                    logStream: "2026/01/31/[7]abc"
                )
            ]
        )
    }

    @Test func `the first invocation of a process is a cold start`() async throws {
        let harness = try RuntimeHarness()
        harness.api.enqueue(Event("one"), Event("two"))
        let starts = SharedList<Bool>()
        _ = try await harness.run(
            ClosureHandler { event, context in
                starts.append(context.isColdStart)
                return .bytes(event)
            }
        )
        #expect(starts.values == [true, false])
    }

    @Test func `variables that are missing or malformed are unknown facts`() {
        #expect(FunctionInfo([:]) == .local)
        let info = FunctionInfo(["AWS_LAMBDA_FUNCTION_NAME": "", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "much"])
        #expect(info == .local)
        #expect(info.name == "local")
        #expect(info.version == "$LATEST")
        #expect(info.memoryLimit == nil)
        #expect(info != FunctionInfo(name: "other"))
    }

    @Test func `the client context and the identity are typed`() async throws {
        let harness = try RuntimeHarness()
        let client = """
            {"client": {"installation_id": "i", "app_title": "Shop", "app_version_name": "1.2", "app_version_code": "12", \
            "app_package_name": "com.example.shop"}, "custom": {"theme": "dark"}, "env": {"platform": "ios", "n": 1}}
            """
        let identity = #"{"cognitoIdentityId": "eu-west-1:1", "cognitoIdentityPoolId": "eu-west-1:2"}"#
        harness.api.enqueue(
            Event(
                "one",
                "{}",
                [("Lambda-Runtime-Client-Context", client), ("Lambda-Runtime-Cognito-Identity", identity)]
            ),
            Event("two", "{}", [("Lambda-Runtime-Client-Context", "[1]"), ("Lambda-Runtime-Cognito-Identity", "{}")]),
            Event("three")
        )
        let contexts = SharedList<Context>()
        _ = try await harness.run(
            ClosureHandler { event, context in
                contexts.append(context)
                return .bytes(event)
            }
        )
        let first = try #require(contexts.values.first?.client)
        #expect(first.client?.installationID == "i")
        #expect(first.client?.appTitle == "Shop")
        #expect(first.client?.appVersionName == "1.2")
        #expect(first.client?.appVersionCode == "12")
        #expect(first.client?.appPackageName == "com.example.shop")
        #expect(first.custom == ["theme": "dark"])
        #expect(first.environment == ["platform": "ios"])
        #expect(contexts.values[0].cognitoIdentity == CognitoIdentity(id: "eu-west-1:1", poolID: "eu-west-1:2"))
        for context in contexts.values.dropFirst() {
            #expect(context.client == nil)
            #expect(context.cognitoIdentity == nil)
        }
    }
}
