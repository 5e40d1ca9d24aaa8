/// A connection of a measured program, and the parser of its requests.
final class RuntimeConnection {
    /// A request to the runtime API.
    enum Request {
        case next
        case response
        /// An error report.
        case error(String)
    }

    let socket: Socket
    /// Whether ``lastResponse`` is stored.
    var storesResponses = false
    /// The body of the last response or error.
    private(set) var lastResponse: [UInt8] = []
    private var input = [UInt8](repeating: 0, count: 16384)
    private var count = 0

    init(_ socket: Socket) {
        self.socket = socket
    }

    /// Receives the available bytes; `false` if the program has closed the connection.
    func receive() -> Bool {
        guard let count = socket.receive(into: &input, at: count) else { return false }
        self.count = count
        return true
    }

    /// Removes and returns the next request, if it is complete.
    ///
    /// Calls of the Extensions API are handled here: a registration is accepted, and there is never an event.
    func takeRequest() throws(BenchError) -> Request? {
        guard let bodyStart = endOfHead() else { return nil }
        if input[0] == UInt8(ascii: "G") {
            let isExtension = isExtensionCall(pathStart: 4)
            remove(bodyStart)
            return isExtension ? nil : .next
        }
        let end = bodyStart + contentLength(before: bodyStart)
        guard end <= count else { return nil }
        defer { remove(end) }
        if isExtensionCall(pathStart: 5) {
            try socket.send(Self.registered)
            return nil
        }
        if storesResponses { lastResponse = Array(input[bodyStart..<end]) }
        let line = input[..<bodyStart].prefix { $0 != UInt8(ascii: "\r") }
        if line.dropLast(" HTTP/1.1".utf8.count).suffix(9).elementsEqual("/response".utf8) { return .response }
        return .error(
            String(decoding: line, as: UTF8.self) + " " + String(decoding: input[bodyStart..<end], as: UTF8.self)
        )
    }

    private static let extensionPath = Array("/2020-01-01/".utf8)
    private static let registered = Array(
        "HTTP/1.1 200 OK\r\nLambda-Extension-Identifier: bench\r\nContent-Length: 0\r\n\r\n".utf8
    )

    private func isExtensionCall(pathStart: Int) -> Bool {
        input[pathStart..<pathStart + Self.extensionPath.count].elementsEqual(Self.extensionPath)
    }

    private func remove(_ length: Int) {
        for index in length..<count { input[index - length] = input[index] }
        count -= length
    }

    private func endOfHead() -> Int? {
        var index = 3
        while index < count {
            if input[index] == UInt8(ascii: "\n"), input[index - 2] == UInt8(ascii: "\n") { return index + 1 }
            index += 1
        }
        return nil
    }

    /// The value of `Content-Length`, which all programs write in the same way.
    private func contentLength(before end: Int) -> Int {
        let name = Self.lengthField
        var line = 0
        while line + name.count < end {
            if input[line] == name[0], input[line..<(line + name.count)].elementsEqual(name) {
                var value = 0
                for byte in input[(line + name.count)..<end] {
                    guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { break }
                    value = value * 10 + Int(byte - UInt8(ascii: "0"))
                }
                return value
            }
            while line < end, input[line] != UInt8(ascii: "\n") { line += 1 }
            line += 1
        }
        return 0
    }

    private static let lengthField = Array("Content-Length: ".utf8)
}
