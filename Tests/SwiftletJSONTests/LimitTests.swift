import SwiftletJSON
import Testing

@Suite struct LimitTests {
    private func nested(_ depth: Int) -> [UInt8] {
        [UInt8](repeating: UInt8(ascii: "["), count: depth) + [UInt8](repeating: UInt8(ascii: "]"), count: depth)
    }

    @Test func `512 levels are accepted, 513 are not`() throws {
        #expect(try JSONDocument(parsing: nested(512)).root.value.bytes == nested(512))
        let error = try #require(throws: JSONError.self) { try JSONDocument(parsing: nested(513)) }
        #expect(error.code == .tooDeep)
        #expect(error.offset == 512)
        #expect(error.message == "Arrays and objects are nested deeper than 512 levels.")
    }

    /// Decoding is recursive, so the depth of values is limited as well.
    @Test func `values are decoded up to the depth limit of texts unless the limit is raised`() throws {
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

    @Test func `siblings do not add to the depth`() throws {
        let text = Array("[[[]],[[]],{\"a\":[]}]".utf8)
        _ = try JSONDocument(parsing: text, limits: JSONLimits(maxDepth: 3))
        #expect(throws: JSONError.self) { try JSONDocument(parsing: text, limits: JSONLimits(maxDepth: 2)) }
    }

    @Test func `a value of the maximum depth supports all operations`() throws {
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

    @Test func `megabytes of open brackets are an error`() {
        for byte in Array("[{\"-".utf8) {
            #expect(throws: JSONError.self) { try JSONDocument(parsing: [UInt8](repeating: byte, count: 6 << 20)) }
        }
        let objects = Array(String(repeating: "{\"a\":", count: 100_000).utf8)
        #expect(throws: JSONError.self) { try JSONDocument(parsing: objects) }
    }

    @Test func `a text over the size limit is rejected`() throws {
        let limits = JSONLimits(maxBytes: 4)
        _ = try JSONDocument(parsing: Array("[12]".utf8), limits: limits)
        let error = try #require(throws: JSONError.self) {
            try JSONDocument(parsing: Array("[123]".utf8), limits: limits)
        }
        #expect(error.code == .tooLarge)
    }

    @Test func `limits out of range are clamped`() {
        #expect(JSONLimits(maxDepth: -1).maxDepth == 1)
        #expect(JSONLimits(maxBytes: -1).maxBytes == 0)
        #expect(JSONLimits(maxBytes: .max).maxBytes == JSONLimits.byteCeiling)
        #expect(JSONLimits.default.maxDepth == 512)
    }

    @Test(arguments: ["[]", "{}", "1", "\"\"", "{\"\":0}", "[[1]]"])
    func `dense and large texts fit`(_ element: String) throws {
        let count = 20_000
        let text = "[" + repeatElement(element, count: count).joined(separator: ",") + "]"
        let root = try JSONDocument(parsing: Array(text.utf8)).root
        #expect(root.count == count)
        #expect(root.elements.reduce(0) { sum, _ in sum + 1 } == count)
        #expect(root.value.description == text)
    }
}
