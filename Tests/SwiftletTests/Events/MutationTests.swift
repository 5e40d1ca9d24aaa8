import SwiftletFixtures
import SwiftletJSON
import Testing

@testable import Swiftlet

/// Any event is decoded or rejected without a crash.
@Suite struct EventMutationTests {
    private static let samples = [
        Samples.httpAPI, Samples.restAPI, Samples.functionURL, Samples.loadBalancer, Samples.loadBalancerMultiValue,
        Samples.lattice, Samples.latticeV1, Samples.tokenAuthorizer, Samples.requestAuthorizer,
        Samples.requestAuthorizerVersion2,
        Samples.sqs, Samples.sqsFIFO, Samples.kinesis, Samples.dynamoDB, Samples.sns, Samples.s3, Samples.scheduled,
        Samples.eventBridge, Samples.cognito,
    ]

    @Test func `members of any JSON type or missing members do not crash`() throws {
        let others: [JSON?] = [
            nil, .null, true, 0, -1, 1.5, "", "text", "%", "2.0", [], [nil], [1], ["a"], [:], ["a": nil], ["": "x"],
        ]
        for sample in Self.samples {
            let value = try JSON(parsing: sample.text)
            for path in Self.paths(in: value) {
                for other in others {
                    Self.decodeAsEveryType(Self.replace(value, path[...], other).bytes)
                }
            }
        }
    }

    @Test func `changed, removed and inserted bytes do not crash`() throws {
        var random = SeededGenerator(seed: 7)
        for sample in Self.samples {
            let bytes = try JSON(parsing: sample.text).bytes
            for _ in 0..<200 {
                var mutated = bytes
                for _ in 0...Int.random(in: 0..<3, using: &random) {
                    let position = Int.random(in: 0..<mutated.count, using: &random)
                    switch Int.random(in: 0..<3, using: &random) {
                    case 0: mutated[position] = UInt8.random(in: 0...255, using: &random)
                    case 1: mutated.remove(at: position)
                    default: mutated.insert(Array("\"{}[],:0\\".utf8).randomElement(using: &random) ?? 0, at: position)
                    }
                }
                Self.decodeAsEveryType(mutated)
            }
        }
    }

    private static func decodeAsEveryType(_ bytes: [UInt8]) {
        guard let event = try? JSONDocument(parsing: bytes).root else { return }
        _ = EventError.notHTTP(event).description
        let options = HTTPEventOptions(basePath: "/path", trustedProxies: 2, maximumBodySize: 1000)
        let recognized = HTTPEventShape.recognize(event)
        for shape in HTTPEventShape.all {
            guard let request = try? shape.request(from: event, options: options), shape == recognized else { continue }
            _ = (request.claims, request.scopes, request.authorizerContext, request.iamIdentity, request.cookies)
            _ = (request.pathSegments, request.encodedPath, request.queryString, request.externalURL(path: "/"))
            _ = try? shape.write(Response(.ok, headers: request.headers, body: .bytes(request.body)), for: request)
            _ = shape.event(for: request)
        }
        _ = try? HTTPEventShape.httpAPI.response(from: event)
        if let sqs = try? SQSEvent(event: event) {
            for record in sqs.records { _ = try? record.decodeUnwrapped(S3Event.self) }
        }
        if let kinesis = try? KinesisEvent(event: event) {
            for record in kinesis.records { _ = (try? record.data, record.shardID) }
        }
        if let table = try? DynamoDBStreamEvent(event: event) {
            for record in table.records { _ = (try? record.keys, try? record.newImage, try? record.oldImage) }
        }
        _ = try? SNSEvent(event: event)
        _ = try? S3Event(event: event)
        _ = try? EventBridgeEvent<JSON>.decodeEvent(event)
        _ = try? ScheduledEvent(event: event)
        _ = try? CognitoTriggerEvent(event: event).userAttributes
        _ = try? TokenAuthorizerEvent(event: event).bearerToken
        _ = try? RequestAuthorizerEvent(event: event)
    }

    /// The paths of all members, including the first two elements of arrays.
    private static func paths(in value: JSON) -> [[String]] {
        var paths: [[String]] = []
        switch value {
        case .object(let object):
            for (key, value) in object {
                paths.append([key])
                paths += Self.paths(in: value).map { [key] + $0 }
            }
        case .array(let elements):
            for (index, element) in elements.prefix(2).enumerated() {
                paths.append(["#\(index)"])
                paths += Self.paths(in: element).map { ["#\(index)"] + $0 }
            }
        default:
            break
        }
        return paths
    }

    private static func replace(_ value: JSON, _ path: ArraySlice<String>, _ other: JSON?) -> JSON {
        guard let step = path.first else { return value }
        var value = value
        if step.hasPrefix("#"), let index = Int(step.dropFirst()), let element = value[index] {
            value[index] = path.count == 1 ? other : replace(element, path.dropFirst(), other)
        } else if let member = value[step] {
            value[step] = path.count == 1 ? other : replace(member, path.dropFirst(), other)
        }
        return value
    }
}
