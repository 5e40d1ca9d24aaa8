import SwiftletJSON
import TestSupport
import Testing

@Suite struct ValueTests {
    @Test func `literals create values`() {
        let name = "Ada"
        let value: JSON = [
            "id": 1, "name": "\(name)", "ratio": 0.5, "ok": true, "none": nil, "tags": ["a", 2, nil, [:], []],
        ]
        #expect(
            value.description == #"{"id":1,"name":"Ada","ratio":0.5,"ok":true,"none":null,"tags":["a",2,null,{},[]]}"#
        )
        #expect(value["id"]?.int == 1)
        #expect(value["name"]?.string == "Ada")
        #expect(value["ratio"]?.double == 0.5)
        #expect(value["ok"]?.bool == true)
        #expect(value["none"]?.isNull == true)
        #expect(value["tags"]?.array?.count == 5)
        #expect(value["tags"]?[3]?.object?.isEmpty == true)
        #expect(value["missing"] == nil)
        #expect((["a": 1, "b": 2, "a": 3] as JSON).description == #"{"a":3,"b":2}"#)
    }

    @Test func `members and elements are set in place`() {
        var value: JSON = nil
        value["a"] = ["x": 1]
        value["a"]?["x"] = 2
        value["a"]?["y"] = [1, 2]
        value["a"]?["y"]?[1] = "two"
        value["a"]?["y"]?[2] = .null
        value["b"] = .null
        #expect(value.description == #"{"a":{"x":2,"y":[1,"two",null]},"b":null}"#)
        value["b"] = nil
        value["a"]?["y"]?[0] = nil
        #expect(value.description == #"{"a":{"x":2,"y":["two",null]}}"#)
        value["a"]?["y"]?[9] = 1
        value["a"]?["y"]?[-1] = 1
        value["a"]?["x"]?["z"] = 1
        value["a"]?["x"]?[0] = 1
        #expect(value.description == #"{"a":{"x":2,"y":["two",null]}}"#)
    }

    @Test func `equality compares code points and values and ignores the order`() {
        #expect((["a": 1, "b": [2]] as JSON) == ["b": [2], "a": 1])
        #expect((["a": 1, "b": [2]] as JSON).hashValue == (["b": [2], "a": 1] as JSON).hashValue)
        #expect(([1, 2] as JSON) != [2, 1])
        #expect((["a": nil] as JSON) != [:])
        #expect((["a": 1] as JSON) != ["b": 1])
        #expect((["a": [1, ["b": 2]]] as JSON) != ["a": [1, ["b": 3]]])
        #expect(JSON.string("é") != JSON.string("e\u{301}"))
        #expect((1 as JSON) != "1")
        #expect((nil as JSON) != false)
        #expect(Set<JSON>([1, 1.0, "1", [1], ["a": 1], ["a": 1.0]]).count == 4)
    }

    @Test func `an object keeps its order`() {
        var object: JSONObject = ["c": 1, "a": 2, "b": 3]
        object["a"] = 20
        object["d"] = 4
        object["c"] = nil
        object["c"] = 5
        object["missing"] = nil
        object["n", default: 0] = 7
        #expect(object.keys == ["a", "b", "d", "c", "n"])
        #expect(object.values == [20, 3, 4, 5, 7])
        #expect(object[1].key == "b")
        #expect(object.map(\.key) == object.keys)
        #expect(object.description == #"{"a":20,"b":3,"d":4,"c":5,"n":7}"#)
        #expect(object == ["n": 7, "c": 5, "d": 4, "b": 3, "a": 20])
    }

    @Test func `an object with many members behaves like a plain list`() {
        var random = SplitMix64(seed: 5)
        var object = JSONObject()
        var model: [(key: String, value: Int)] = []
        for step in 0..<4000 {
            let key = "key\(random.next() % 400)"
            let position = model.firstIndex { $0.key == key }
            if random.next() % 4 == 0 {
                object[key] = nil
                if let position { model.remove(at: position) }
            } else {
                object[key] = .integer(step)
                if let position { model[position].value = step } else { model.append((key, step)) }
            }
            #expect(object[key]?.int == model.first { $0.key == key }?.value)
        }
        #expect(object.keys == model.map(\.key))
        #expect(object.values.map(\.int) == model.map(\.value))
    }

    @Test func `copies are independent`() {
        let original: JSON = ["a": [1]]
        var copy = original
        copy["a"]?[0] = 2
        #expect(original["a"]?[0] == 1)
        #expect(copy["a"]?[0] == 2)
    }
}
