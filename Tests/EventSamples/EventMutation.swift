package import SwiftletJSON
import TestSupport

/// Changed sample events, for tests that any event is decoded or rejected without a crash.
package enum EventMutation {
    /// The samples that are changed by default.
    package static let samples =
        other + Samples.brokers + Samples.deliveries + Samples.operations + Samples.devices

    private static let other = [
        Samples.httpAPI, Samples.restAPI, Samples.functionURL, Samples.loadBalancer, Samples.loadBalancerMultiValue,
        Samples.lattice, Samples.latticeV1, Samples.tokenAuthorizer, Samples.requestAuthorizer,
        Samples.requestAuthorizerVersion2,
        Samples.sqs, Samples.sqsFIFO, Samples.kinesis, Samples.dynamoDB, Samples.sns, Samples.s3, Samples.scheduled,
        Samples.eventBridge, Samples.cognito,
    ]

    /// Calls a closure with every sample, with each of its members missing or of another JSON type.
    ///
    /// - Parameters:
    ///   - samples: The samples.
    ///   - body: Is called with each changed event.
    /// - Throws: `JSONError` if a sample is not JSON.
    package static func changeMembers(of samples: [Sample] = samples, _ body: (JSONNode) -> Void) throws {
        let others: [JSON?] = [
            nil, .null, true, 0, -1, 1.5, "", "text", "%", "2.0", [], [nil], [1], ["a"], [:], ["a": nil], ["": "x"],
        ]
        for sample in samples {
            let value = try JSON(parsing: sample.text)
            for path in paths(in: value) {
                for other in others {
                    parse(replace(value, path[...], other).bytes, body)
                }
            }
        }
    }

    /// Calls a closure with every sample, with some of its bytes changed, removed or inserted, if it is still JSON.
    ///
    /// - Throws: `JSONError` if a sample is not JSON.
    package static func changeBytes(of samples: [Sample] = samples, _ body: (JSONNode) -> Void) throws {
        var random = SplitMix64(seed: 7)
        for sample in samples {
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
                parse(mutated, body)
            }
        }
    }

    private static func parse(_ bytes: [UInt8], _ body: (JSONNode) -> Void) {
        if let event = try? JSONDocument(parsing: bytes).root { body(event) }
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
