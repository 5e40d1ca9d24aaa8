import Testing

@testable import SwiftletPackaging

@Suite struct YAMLTests {
    @Test(arguments: [
        ("AWS::Lambda::Function", "AWS::Lambda::Function"), ("/users/me", "/users/me"), ("two words", "two words"),
        ("", "\"\""), ("yes", "\"yes\""), ("Off", "\"Off\""), ("null", "\"null\""), ("2010-09-09", "\"2010-09-09\""),
        ("a: b", "\"a: b\""), ("a:", "\"a:\""), ("#x", "\"#x\""), ("/users/{id}", "\"/users/{id}\""),
        ("say \"x\"\\", "\"say \\\"x\\\"\\\\\""), ("a\nb\t\u{1}", "\"a\\nb\\t\\u0001\""), ("*", "\"*\""),
        ("ünï", "\"ünï\""), ("\u{2028}", "\"\\u2028\""), (" a", "\" a\""),
        ("cron(0 0 * * ? *)", "\"cron(0 0 * * ? *)\""),
    ])
    func `an ambiguous scalar is quoted`(text: String, written: String) {
        #expect(YAML.string(text).text == "\(written)\n")
    }

    @Test func `maps and lists are indented`() {
        let document: YAML = [
            "Name": "x", "Empty": [], "Nothing": [:], "Number": 5, "Flag": true,
            "Queue": .tagged("GetAtt", "Queue.Arn"),
            "List": ["a", ["b": "c", "d": ["e": "f"]], ["g", "h"]],
        ]
        #expect(
            document.text == """
                Name: x
                Empty: []
                Nothing: {}
                Number: 5
                Flag: true
                Queue: !GetAtt Queue.Arn
                List:
                  - a
                  - b: c
                    d:
                      e: f
                  - - g
                    - h

                """
        )
    }
}

extension YAML {
    /// The names of the map's members.
    var names: [String]? {
        if case .map(let members) = self { members.map(\.name) } else { nil }
    }

    /// The value at a path of names, or `nil`.
    subscript(_ names: String...) -> YAML? {
        var value: YAML? = self
        for name in names {
            guard case .map(let members) = value else { return nil }
            value = members.first { $0.name == name }?.value
        }
        return value
    }
}
