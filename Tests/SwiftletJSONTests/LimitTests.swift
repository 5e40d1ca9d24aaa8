import SwiftletJSON
import Testing

@Suite struct LimitTests {
    private func nested(_ depth: Int) -> [UInt8] {
        [UInt8](repeating: UInt8(ascii: "["), count: depth) + [UInt8](repeating: UInt8(ascii: "]"), count: depth)
    }

    @Test("512 levels pass, one more does not")
    func defaultDepth() throws {
        #expect(try JSONDocument(parsing: nested(512)).root.value.bytes == nested(512))
        let error = try #require(throws: JSONError.self) { try JSONDocument(parsing: nested(513)) }
        #expect(error.code == .tooDeep)
        #expect(error.offset == 512)
        #expect(error.message == "Arrays and objects are nested deeper than 512 levels.")
    }

    /// Decoding recurses: what a value may be nested is bounded where a text is.
    @Test("a value is decoded to the same depth as a text, unless a limit allows more")
    func decodedDepth() throws {
        let limits = JSONLimits(maxDepth: 1000)
        for (depth, isDefault) in [(512, true), (513, false)] {
            let value = try JSON(parsing: nested(depth), limits: limits)
            #expect(try JSON.decode(JSON.self, from: value, limits: limits) == value)
            if isDefault {
                #expect(try JSON.decode(JSON.self, from: value) == value)
            } else {
                #expect(throws: JSONError.self) { try JSON.decode(JSON.self, from: value) }
            }
        }
    }

    @Test("siblings do not add up")
    func siblings() throws {
        let text = Array("[[[]],[[]],{\"a\":[]}]".utf8)
        _ = try JSONDocument(parsing: text, limits: JSONLimits(maxDepth: 3))
        #expect(throws: JSONError.self) { try JSONDocument(parsing: text, limits: JSONLimits(maxDepth: 2)) }
    }

    @Test("the deepest value that any limit allows can be used in every way")
    func ceiling() throws {
        let text = nested(JSONLimits.depthCeiling)
        let limits = JSONLimits(maxDepth: .max)
        #expect(limits.maxDepth == JSONLimits.depthCeiling)
        let document = try JSONDocument(parsing: text, limits: limits)
        let value = document.root.value
        #expect(value == document.root.value)
        #expect(Set([value, document.root.value]).count == 1)
        #expect(value.bytes == text)
        var writer = JSONWriter(pretty: true)
        writer.node(document.root)
        #expect(try JSON(parsing: writer.finish(), limits: limits) == value)
    }

    @Test("megabytes of open brackets are an error and nothing worse")
    func manyBrackets() {
        for byte in Array("[{\"-".utf8) {
            #expect(throws: JSONError.self) { try JSONDocument(parsing: [UInt8](repeating: byte, count: 6 << 20)) }
        }
        let objects = Array(String(repeating: "{\"a\":", count: 100_000).utf8)
        #expect(throws: JSONError.self) { try JSONDocument(parsing: objects) }
    }

    @Test("a text longer than the limit is refused")
    func length() throws {
        let limits = JSONLimits(maxBytes: 4)
        _ = try JSONDocument(parsing: Array("[12]".utf8), limits: limits)
        let error = try #require(throws: JSONError.self) {
            try JSONDocument(parsing: Array("[123]".utf8), limits: limits)
        }
        #expect(error.code == .tooLarge)
    }

    @Test("a limit out of range becomes the nearest in range")
    func range() {
        #expect(JSONLimits(maxDepth: -1).maxDepth == 1)
        #expect(JSONLimits(maxBytes: -1).maxBytes == 0)
        #expect(JSONLimits(maxBytes: .max).maxBytes == JSONLimits.byteCeiling)
        #expect(JSONLimits.default.maxDepth == 512)
    }

    @Test("dense and large texts fit", arguments: ["[]", "{}", "1", "\"\"", "{\"\":0}", "[[1]]"])
    func dense(_ element: String) throws {
        let count = 20_000
        let text = "[" + repeatElement(element, count: count).joined(separator: ",") + "]"
        let root = try JSONDocument(parsing: Array(text.utf8)).root
        #expect(root.count == count)
        #expect(root.elements.reduce(0) { sum, _ in sum + 1 } == count)
        #expect(root.value.description == text)
    }
}
