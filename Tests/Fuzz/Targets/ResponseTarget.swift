@testable import SwiftletIO

extension FuzzTarget {
    /// HTTP responses: the result does not depend on how the bytes are split, and no byte after the end is consumed.
    ///
    /// The first byte is the length of the parts.
    static let response = FuzzTarget(name: "response") { bytes in
        guard let first = bytes.first else { return }
        let response = Array(bytes.dropFirst())
        let whole = read(response, partLength: response.count)
        let parts = read(response, partLength: Int(first) + 1)
        check(whole.fault == parts.fault, "\(String(describing: whole.fault)) or \(String(describing: parts.fault))")
        guard whole.fault == nil else { return }
        check(whole.consumed == parts.consumed, "\(whole.consumed) or \(parts.consumed) bytes are consumed")
        check(whole.parser.body == parts.parser.body, "the bodies differ")
        check(whole.parser.head.status == parts.parser.head.status, "the statuses differ")
        check(whole.parser.isComplete == parts.parser.isComplete, "only one is complete")
        check(whole.parser.keepsConnection == parts.parser.keepsConnection, "only one keeps the connection")
        if whole.parser.isComplete {
            check(200...999 ~= whole.parser.head.status, "complete with status \(whole.parser.head.status)")
            let again = read(Array(response[..<whole.consumed]), partLength: 7)
            check(again.parser.isComplete && again.consumed == whole.consumed, "bytes after the end affect the result")
        } else {
            check(whole.consumed == response.count, "bytes of an incomplete response are left")
        }
    }

    private struct Result {
        var parser = ResponseParser()
        var consumed = 0
        var fault: ResponseParser.Fault?
    }

    private static func read(_ bytes: [UInt8], partLength: Int) -> Result {
        var result = Result()
        var start = 0
        while start < bytes.count, !result.parser.isComplete {
            let end = min(start + partLength, bytes.count)
            do {
                result.consumed += try result.parser.consume(Array(bytes[start..<end]).span)
            } catch {
                result.fault = error
                return result
            }
            start = end
        }
        return result
    }
}
