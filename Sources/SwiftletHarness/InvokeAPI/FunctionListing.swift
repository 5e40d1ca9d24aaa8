import HTTPTypes
import Swiftlet
import SwiftletJSON

/// A call that asks which functions there are:
/// [ListFunctions](https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html),
/// [GetFunction](https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html) or
/// [GetFunctionConfiguration](https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html).
struct FunctionListing: Sendable {
    private enum Operation: Sendable {
        case list(start: Int, count: Int)
        case function(FunctionReference)
        case configuration(FunctionReference)
    }

    /// The largest page, and the default.
    private static let pageSize = 50

    private let operation: Operation

    /// Reads a call; `nil` if it is another one.
    ///
    /// - Throws: ``InvokeError`` as the service rejects it.
    init?(_ method: HTTPRequest.Method, path: String, query: [QueryItem]) throws(InvokeError) {
        let segments = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        guard method == .get, segments.starts(with: ["2015-03-31", "functions"]) else { return nil }
        switch segments.count {
        case 2:
            operation = .list(
                start: try Self.number("Marker", 0...1_000_000, query) ?? 0,
                count: min(try Self.number("MaxItems", 1...10_000, query) ?? Self.pageSize, Self.pageSize)
            )
        case 3:
            operation = .function(try InvokeRequest.function(PercentCoding.decode(segments[2]), query))
        case 4 where segments[3] == "configuration":
            operation = .configuration(try InvokeRequest.function(PercentCoding.decode(segments[2]), query))
        default: return nil
        }
    }

    /// The body of the response.
    ///
    /// - Parameters:
    ///   - names: the functions there are.
    ///   - configuration: what all of them have in common.
    /// - Returns: the body.
    /// - Throws: ``InvokeError`` if there is no such function or version.
    func body(_ names: [String], _ configuration: FunctionConfiguration) throws(InvokeError) -> JSON {
        switch operation {
        case .list(let start, let count):
            let page = names.dropFirst(start).prefix(count)
            let end = start + page.count
            let functions = page.map { configuration.json(FunctionReference(name: $0)) }
            return ["Functions": .array(functions), "NextMarker": end < names.count ? .string("\(end)") : nil]
        case .function(let function):
            try function.check(among: names)
            return [
                "Configuration": configuration.json(function),
                "Code": ["RepositoryType": "S3", "Location": .string("https://localhost/\(function.name)")],
                "Tags": [:],
            ]
        case .configuration(let function):
            try function.check(among: names)
            return configuration.json(function)
        }
    }

    private static func number(
        _ name: String,
        _ range: ClosedRange<Int>,
        _ query: [QueryItem]
    ) throws(InvokeError) -> Int? {
        guard let text = query.first(where: { $0.name == name })?.value else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw .invalidParameter("\(name) must be from \(range.lowerBound) to \(range.upperBound), not \"\(text)\"")
        }
        return number
    }
}

extension FunctionReference {
    /// Checks that there is such a function, in such a version.
    ///
    /// - Throws: ``InvokeError`` with 404 if the name is unknown, or the qualifier is not `$LATEST`.
    func check(among names: [String]) throws(InvokeError) {
        guard names.contains(name) else { throw .notFound(self, known: names) }
        guard qualifier == nil || qualifier == "$LATEST" else { throw .unknownQualifier(self) }
    }
}
