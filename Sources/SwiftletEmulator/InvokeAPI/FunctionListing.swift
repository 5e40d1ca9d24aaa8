import HTTPTypes
import Swiftlet
import SwiftletJSON

/// A request for the available functions:
/// [ListFunctions](https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html),
/// [GetFunction](https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html) or
/// [GetFunctionConfiguration](https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html).
struct FunctionListing: Sendable {
    private enum Operation: Sendable {
        case list(start: Int, count: Int)
        case function(FunctionReference)
        case configuration(FunctionReference)
    }

    /// The maximum and default page size.
    private static let pageSize = 50

    private let operation: Operation

    /// Parses a request; `nil` if it is for another operation.
    ///
    /// - Throws: ``InvokeError`` if the request is invalid.
    init?(_ method: HTTPRequest.Method, path: String, query: [QueryItem]) throws(InvokeError) {
        let segments = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        guard method == .get, segments.starts(with: ["2015-03-31", "functions"]) else { return nil }
        switch segments.count {
        case 2:
            operation = .list(
                start: try Self.number("Marker", in: 0...1_000_000, query: query) ?? 0,
                count: min(try Self.number("MaxItems", in: 1...10_000, query: query) ?? Self.pageSize, Self.pageSize)
            )
        case 3:
            operation = .function(try InvokeRequest.function(PercentCoding.decode(segments[2]), query))
        case 4 where segments[3] == "configuration":
            operation = .configuration(try InvokeRequest.function(PercentCoding.decode(segments[2]), query))
        default: return nil
        }
    }

    /// Returns the response body.
    ///
    /// - Parameters:
    ///   - names: The names of all functions.
    ///   - configuration: The configuration they share.
    /// - Returns: The response body.
    /// - Throws: ``InvokeError`` if the function or version does not exist.
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
        in range: ClosedRange<Int>,
        query: [QueryItem]
    ) throws(InvokeError) -> Int? {
        guard let text = query.first(where: { $0.name == name })?.value else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw .invalidParameter("\(name) must be from \(range.lowerBound) to \(range.upperBound), not \"\(text)\"")
        }
        return number
    }
}

extension FunctionReference {
    /// Checks that the function and its version exist.
    ///
    /// - Throws: ``InvokeError`` with status 404 if the name is unknown, or the qualifier is not `$LATEST`.
    func check(among names: [String]) throws(InvokeError) {
        guard names.contains(name) else { throw .notFound(self, known: names) }
        guard qualifier == nil || qualifier == "$LATEST" else { throw .unknownQualifier(self) }
    }
}
