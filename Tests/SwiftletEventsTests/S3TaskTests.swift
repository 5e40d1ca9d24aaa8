import EventSamples
import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletEvents

/// Events of S3 Batch Operations and S3 Object Lambda.
@Suite struct S3TaskTests {
    private struct Failed: Error {}

    @Test(arguments: [(Samples.s3Batch, "1.0"), (Samples.s3BatchV2, "2.0")])
    func `decodes both versions of the schema`(_ sample: Sample, _ version: String) throws {
        let event = try S3BatchEvent(event: try node(sample))
        #expect(event.schemaVersion == version)
        #expect(event.jobID == "f3cc4f60-61f6-4a2b-8a21-d07600c373ce")
        #expect(event.userArguments == (version == "2.0" ? ["width": "200"] : [:]))
        let task = try #require(event.tasks.first)
        #expect(task.key == "photos/first image+copy.jpg")
        #expect(task.bucket == "example-bucket")
        #expect(task.versionID == (version == "2.0" ? nil : "1"))
    }

    private func event(_ ids: [String]) throws -> S3BatchEvent {
        let tasks = ids.map { ["taskId": .string($0), "s3Key": "a", "s3Bucket": "b"] as JSON }
        return try S3BatchEvent(event: try node(Samples.s3BatchV2, ["tasks": .array(tasks)]))
    }

    @Test func `every task has exactly one result, in order`() async throws {
        let response = await (try event(["1", "2", "3", "1"]))
            .process { task in
                switch task.id {
                case "1": return .succeeded("done")
                case "2": return .temporaryFailure("busy")
                default: throw Failed()
                }
            }
        #expect(
            try json(response) == [
                "invocationSchemaVersion": "2.0", "treatMissingKeysAs": "PermanentFailure",
                "invocationId": "YXNkbGZqYWRmaiBhc2RmdW9hZHNmZGpmaGFzbGtkaGZza2RmaAo",
                "results": [
                    ["taskId": "1", "resultCode": "Succeeded", "resultString": "done"],
                    ["taskId": "2", "resultCode": "TemporaryFailure", "resultString": "busy"],
                    ["taskId": "3", "resultCode": "PermanentFailure", "resultString": "Failed"],
                ],
            ]
        )
    }

    @Test func `tasks that a cancelled invocation does not complete are retried`() async throws {
        let event = try event(["1", "2", "3"])
        let task = Task {
            await event.process { task in
                guard task.id == "2" else { return .succeeded() }
                unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
                throw Failed()
            }
        }
        let results = try json(await task.value)["results"]?.array?.map { $0["resultCode"] }
        #expect(results == ["Succeeded", "TemporaryFailure", "TemporaryFailure"])
    }

    @Test func `a response without results treats tasks as missing`() throws {
        let response = S3BatchResponse(to: try event(["1"]), treatingMissingAs: .temporaryFailure)
        #expect(try json(response)["treatMissingKeysAs"] == "TemporaryFailure")
        #expect(try json(response)["results"] == [])
    }

    @Test(arguments: [
        (Samples.s3ObjectLambdaHead, S3ObjectLambdaEvent.Operation.headObject),
        (Samples.s3ObjectLambdaList, .listObjects),
        (Samples.s3ObjectLambdaListV2, .listObjectsV2),
        (Samples.s3ObjectLambdaGet, .getObject(outputRoute: "io-fra-cell001", outputToken: "OutputToken")),
    ])
    func `decodes requests to an access point`(_ sample: Sample, _ operation: S3ObjectLambdaEvent.Operation) throws {
        let event = try S3ObjectLambdaEvent(event: try node(sample))
        #expect(event.operation == operation)
        #expect(event.inputURL.revealed.hasSuffix("X-Amz-Security-Token=example"))
        #expect(event.payload == #"{"width": 200}"#)
        #expect(event.requestHeaders["Accept-Encoding"] == "identity")
        #expect(event.userIdentity["type"] == "IAMUser")
        #expect(!"\(event)".contains("X-Amz-Security-Token"))
        #expect(!"\(event)".contains("OutputToken\""))
    }

    @Test func `encodes responses to HeadObject and ListObjects`() throws {
        #expect(
            try json(S3HeadObjectResponse(headers: ["Content-Length": "7"]))
                == ["statusCode": 200, "headers": ["Content-Length": "7"]]
        )
        #expect(
            try json(S3ListObjectsResponse(list: .xml("<ListBucketResult/>")))
                == ["statusCode": 200, "listResultXml": "<ListBucketResult/>"]
        )
        #expect(
            try json(S3ListObjectsResponse(list: .result(["name": "b", "contents": []])))
                == ["statusCode": 200, "listBucketResult": ["name": "b", "contents": []]]
        )
        #expect(
            try json(S3ListObjectsResponse(statusCode: 403, list: nil, errorCode: "AccessDenied", errorMessage: "No."))
                == ["statusCode": 403, "errorCode": "AccessDenied", "errorMessage": "No."]
        )
    }
}
