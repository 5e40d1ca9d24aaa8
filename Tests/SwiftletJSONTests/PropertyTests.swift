import SwiftletJSON
import TestSupport
import Testing

@Suite struct PropertyTests {
    private func randomString(_ random: inout SplitMix64) -> String {
        let alphabet: [Unicode.Scalar] = [
            "a", "b", "\"", "\\", "/", "\n", "\u{1}", "\0", "é", "€", "😀", "\u{2028}", "e", "\u{301}", " ", "0",
            "\u{7f}",
        ]
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int(random.next() % 24) {
            scalars.append(alphabet[Int(random.next() % UInt64(alphabet.count))])
        }
        return String(scalars)
    }

    private func randomValue(_ random: inout SplitMix64, depth: Int) -> JSON {
        switch random.next() % (depth > 0 ? 10 : 6) {
        case 0: return .null
        case 1: return .bool(random.next() % 2 == 0)
        case 2: return .integer(Int64(bitPattern: random.next() >> (random.next() % 64)))
        case 3: return .integer(random.next())
        case 4: return .double(Double(bitPattern: random.next()))
        case 5: return .string(randomString(&random))
        case 6, 7: return .array((0..<random.next() % 6).map { _ in randomValue(&random, depth: depth - 1) })
        default:
            var object = JSONObject()
            for _ in 0..<random.next() % 24 {
                object[randomString(&random)] = randomValue(&random, depth: depth - 1)
            }
            return .object(object)
        }
    }

    @Test(arguments: [false, true])
    func `values round-trip with their order`(pretty: Bool) throws {
        var random = SplitMix64(seed: pretty ? 1 : 2)
        for _ in 0..<400 {
            let value = randomValue(&random, depth: 4)
            let bytes = value.serialized(pretty: pretty)
            let document = try JSONDocument(parsing: bytes)
            let copy = document.root.value
            #expect(copy == value)
            #expect(copy.hashValue == value.hashValue)
            #expect(copy.serialized(pretty: pretty) == bytes)
            var writer = JSONWriter(pretty: pretty)
            writer.node(document.root)
            #expect(writer.finish() == bytes)
        }
    }

    /// Uses every accessor of every node.
    private func visit(_ node: JSONNode) -> Int {
        var sum = node.count + node.offset + node.rawBytes.count
        sum &+= node.int ?? 0
        sum &+= node.uint64 == nil ? 0 : 1
        sum &+= node.double == nil ? 0 : 1
        sum &+= node.string?.utf8.count ?? 0
        sum &+= node["a"] == nil ? 0 : 1
        for element in node.elements {
            sum &+= visit(element)
        }
        for (key, value) in node.members {
            sum &+= key.utf8.count &+ visit(value)
            #expect(node[key]?.offset == value.offset)
        }
        return sum
    }

    @Test(arguments: 0..<8)
    func `mutated texts do not crash the parser`(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed) &+ 100)
        let interesting =
            Array("[]{}:,\"\\/u0123456789abcdefDd+-.eE truefalsn\n\t".utf8) + [0x00, 0x80, 0xc2, 0xed, 0xf0, 0xff]
        var parsed = 0
        for _ in 0..<2500 {
            var bytes = randomValue(&random, depth: 3).serialized(pretty: random.next() % 2 == 0)
            for _ in 0..<1 + random.next() % 4 where !bytes.isEmpty {
                let position = Int(random.next() % UInt64(bytes.count))
                let byte = interesting[Int(random.next() % UInt64(interesting.count))]
                switch random.next() % 5 {
                case 0: bytes[position] = byte
                case 1: bytes[position] = UInt8(truncatingIfNeeded: random.next())
                case 2: bytes.insert(byte, at: position)
                case 3: bytes.remove(at: position)
                default: bytes.removeSubrange(position...)
                }
            }
            do {
                let document = try JSONDocument(parsing: bytes)
                parsed += 1
                _ = visit(document.root)
                #expect(try JSON(parsing: document.root.value.bytes) == document.root.value)
            } catch {
                #expect(0...bytes.count ~= error.offset)
                #expect(0...bytes.count ~= error.characterOffset)
                #expect(error.line >= 1 && error.column >= 1)
            }
        }
        #expect(parsed > 0)
    }

    @Test func `random bytes do not crash the parser`() {
        var random = SplitMix64(seed: 77)
        let alphabet = Array("[]{}:,\"\\1-e. tn".utf8)
        for _ in 0..<20_000 {
            let bytes = (0..<random.next() % 40).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
            if let document = try? JSONDocument(parsing: bytes) {
                _ = visit(document.root)
            }
        }
    }

    @Test func `the result does not depend on the alignment`() throws {
        let inner = #"{"key":"value with é and \n","n":[1,2.5,-3e2,true,false,null,""]}"#
        let expected = try JSON(parsing: inner)
        for padding in 0..<40 {
            let space = String(repeating: " ", count: padding)
            #expect(try JSON(parsing: space + inner) == expected)
            #expect(try JSON(parsing: inner + space) == expected)
            #expect(try JSON(parsing: "[\"\(space)\",\(inner)]")[1] == expected)
            #expect(try JSON(parsing: "{\(space)\"\(space)\"\(space):\(space)\(inner)\(space)}")[space] == expected)
        }
    }
}
