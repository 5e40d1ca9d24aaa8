import SwiftletJSON
import Testing

@Suite struct CodableTests {
    enum Role: String, Codable, Sendable { case admin, member }

    enum Shape: Codable, Hashable {
        case circle(radius: Double)
        case square(Int)
        case point
    }

    struct Address: Codable, Hashable {
        var street: String
        var numbers: [Int]
    }

    struct User: Codable, Hashable {
        var id: Int
        var name: String
        var email: String?
        var role: Role
        var addresses: [Address]
        var scores: [String: Double]
        var shape: Shape
        var flags: [Bool?]
        var extra: JSON

        enum CodingKeys: String, CodingKey {
            case id, name, email, role, addresses, scores, shape, flags
            case extra = "extra_data"
        }
    }

    private func roundTrip<T: Codable & Equatable>(_ value: T, _ text: String? = nil) throws {
        let bytes = try JSON.encode(value)
        if let text {
            #expect(String(decoding: bytes, as: UTF8.self) == text)
        }
        #expect(try JSON.decode(T.self, from: bytes) == value)
        #expect(try JSON.decode(T.self, from: JSON(encoding: value)) == value)
        #expect(try JSON.decode(T.self, from: JSON.encode(value, pretty: true)) == value)
    }

    @Test func `models round-trip`() throws {
        let user = User(
            id: 1,
            name: "Ada \"L\"",
            email: nil,
            role: .admin,
            addresses: [Address(street: "é", numbers: [1, 2]), Address(street: "", numbers: [])],
            scores: ["a": 0.5],
            shape: .circle(radius: 2),
            flags: [true, nil, false],
            extra: ["b": 1, "a": [nil, 1.5, "x"]]
        )
        try roundTrip(
            user,
            #"{"id":1,"name":"Ada \"L\"","role":"admin","addresses":[{"street":"é","numbers":[1,2]},"#
                + #"{"street":"","numbers":[]}],"scores":{"a":0.5},"shape":{"circle":{"radius":2.0}},"#
                + #""flags":[true,null,false],"extra_data":{"b":1,"a":[null,1.5,"x"]}}"#
        )
    }

    @Test func `standard library types round-trip`() throws {
        try roundTrip(Shape.square(3), #"{"square":{"_0":3}}"#)
        try roundTrip(Shape.point, #"{"point":{}}"#)
        try roundTrip([Shape.point, .square(1)])
        try roundTrip([1: "a"], #"{"1":"a"}"#)
        try roundTrip([Int8.min, Int8.max], "[-128,127]")
        try roundTrip([Int16.min, .max])
        try roundTrip([Int32.min, .max])
        try roundTrip([Int64.min, .max])
        try roundTrip([Int128.min, .max])
        try roundTrip([UInt8.max])
        try roundTrip([UInt16.max])
        try roundTrip([UInt32.max])
        try roundTrip([UInt64.max], "[18446744073709551615]")
        try roundTrip([UInt.max])
        try roundTrip([UInt128.max])
        try roundTrip([Float(0.1), 1], "[0.1,1.0]")
        try roundTrip([0.1, 1e300])
        try roundTrip([[["deep"]], []])
        try roundTrip(["a": ["b": ["c": [1]]]])
        try roundTrip(Optional(5), "5")
        try roundTrip(Int?.none, "null")
        try roundTrip([Int?.none, 1], "[null,1]")
        try roundTrip("text", "\"text\"")
        try roundTrip(true, "true")
        try roundTrip(Set([1]))
        try roundTrip(1...5, "[1,5]")
        try roundTrip(Dictionary(uniqueKeysWithValues: (0..<100).map { ("k\($0)", $0) }))
        try roundTrip(Role.member, "\"member\"")
    }

    class Animal: Codable {
        var name: String
        init(name: String) { self.name = name }
    }

    final class Dog: Animal {
        var age: Int

        enum CodingKeys: String, CodingKey { case age, parent }

        init(name: String, age: Int) {
            self.age = age
            super.init(name: name)
        }

        required init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            age = try container.decode(Int.self, forKey: .age)
            try super.init(from: container.superDecoder())
        }

        override func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try super.encode(to: container.superEncoder())
            try super.encode(to: container.superEncoder(forKey: .parent))
            try container.encode(age, forKey: .age)
        }
    }

    @Test func `classes encode through super`() throws {
        let bytes = try JSON.encode(Dog(name: "Rex", age: 3))
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"super":{"name":"Rex"},"parent":{"name":"Rex"},"age":3}"#)
        let dog = try JSON.decode(Dog.self, from: bytes)
        #expect(dog.name == "Rex")
        #expect(dog.age == 3)
    }

    struct Flat: Codable, Equatable {
        var x: Int
        var y: [Int]
        var z: String

        enum Outer: String, CodingKey { case position, list }
        enum Inner: String, CodingKey { case x, z }

        init(x: Int, y: [Int], z: String) { (self.x, self.y, self.z) = (x, y, z) }

        init(from decoder: any Decoder) throws {
            let outer = try decoder.container(keyedBy: Outer.self)
            let inner = try outer.nestedContainer(keyedBy: Inner.self, forKey: .position)
            x = try inner.decode(Int.self, forKey: .x)
            var list = try outer.nestedUnkeyedContainer(forKey: .list)
            let first = try list.nestedContainer(keyedBy: Inner.self)
            z = try first.decode(String.self, forKey: .z)
            var numbers = try list.nestedUnkeyedContainer()
            y = []
            while !numbers.isAtEnd {
                y.append(try numbers.decode(Int.self))
            }
            #expect(try list.decodeNil())
            x += try Int(from: list.superDecoder())
            #expect(list.isAtEnd && list.currentIndex == 4)
        }

        func encode(to encoder: any Encoder) throws {
            var outer = encoder.container(keyedBy: Outer.self)
            var inner = outer.nestedContainer(keyedBy: Inner.self, forKey: .position)
            var list = outer.nestedUnkeyedContainer(forKey: .list)
            var first = list.nestedContainer(keyedBy: Inner.self)
            try first.encode(z, forKey: .z)
            var numbers = list.nestedUnkeyedContainer()
            for number in y {
                try numbers.encode(number)
            }
            try list.encodeNil()
            try 0.encode(to: list.superEncoder())
            // After its siblings, yet written at its first position.
            try inner.encode(x, forKey: .x)
        }
    }

    @Test func `nested containers may be filled in any order`() throws {
        try roundTrip(Flat(x: 5, y: [1, 2], z: "s"), #"{"position":{"x":5},"list":[{"z":"s"},[1,2],null,0]}"#)
    }

    struct Numbers: Codable { var value: Int8 }

    @Test(
        arguments: [
            (#"{"value":128}"#, "The number is not an integer in the range of Int8."),
            (#"{"value":1.5}"#, "The number is not an integer in the range of Int8."),
            (#"{"value":1e400}"#, "The number is not an integer in the range of Int8."),
            (#"{"value":"1"}"#, "Expected an integer but found a string at byte 9."),
            (#"{"value":null}"#, "Expected an integer but found null at byte 9."),
            (#"{"valu":1}"#, "There is no member \"value\" in the object at byte 0."),
            ("[1]", "Expected an object but found an array at byte 0."),
        ]
    )
    func `an error has the coding path and the reason`(_ text: String, _ reason: String) throws {
        let error = try #require(throws: DecodingError.self) {
            try JSON.decode(Numbers.self, from: Array(text.utf8))
        }
        let (context, path): (DecodingError.Context, [String]) =
            switch error {
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
                (context, text.hasPrefix("{") ? ["value"] : [])
            case .keyNotFound(let key, let context): (context, key.stringValue == "value" ? [] : ["?"])
            @unknown default: throw error
            }
        #expect(context.debugDescription == reason)
        #expect(context.codingPath.map(\.stringValue) == path)
    }

    @Test func `the coding path includes array indices`() throws {
        let error = try #require(throws: DecodingError.self) {
            try JSON.decode([String: [Address]].self, from: Array(#"{"a":[{"street":"","numbers":[1,"x"]}]}"#.utf8))
        }
        guard case .typeMismatch(_, let context) = error else { throw error }
        #expect(context.codingPath.map(\.stringValue) == ["a", "0", "numbers", "1"])
        #expect(context.codingPath.map(\.intValue) == [nil, 0, nil, 1])
    }

    @Test func `reading past the end of an array is an error`() throws {
        let error = try #require(throws: DecodingError.self) {
            try JSON.decode(ClosedRange<Int>.self, from: Array("[1]".utf8))
        }
        guard case .valueNotFound(_, let context) = error else { throw error }
        #expect(context.codingPath.map(\.stringValue) == ["1"])
    }

    @Test func `integers may be written with a fraction of zero`() throws {
        #expect(try JSON.decode([Int].self, from: Array("[2.0,1e3,-5]".utf8)) == [2, 1000, -5])
        #expect(try JSON.decode([Double].self, from: Array("[2,1e3]".utf8)) == [2, 1000])
    }

    @Test func `infinity and NaN are rejected with the coding path`() throws {
        for value in [Double.nan, .infinity] {
            let error = try #require(throws: EncodingError.self) { try JSON.encode(["a": [1, value]]) }
            guard case .invalidValue(_, let context) = error else { throw error }
            #expect(context.codingPath.map(\.stringValue) == ["a", "1"])
        }
        #expect(throws: EncodingError.self) { try JSON.encode(Float.infinity) }
        #expect(throws: JSONError.self) { try JSON.decode(Int.self, from: Array("[".utf8)) }
        #expect(throws: DecodingError.self) { try JSON.decode(Float.self, from: Array("1e300".utf8)) }
        #expect(throws: DecodingError.self) { try JSON.decode(Double.self, from: Array("1e400".utf8)) }
    }

    @Test func `a JSON value decodes as itself, including big numbers`() throws {
        let text = Array(#"{"z":[1e400,18446744073709551616,{"b":1,"a":2}],"y":null}"#.utf8)
        #expect(try JSON.encode(JSON.decode(JSON.self, from: text)) == text)
        let wrapped = try JSON.decode([String: JSON].self, from: text)
        #expect(wrapped["z"]?[2]?.object?.keys == ["b", "a"])
        #expect(wrapped["y"]?.isNull == true)
    }
}
