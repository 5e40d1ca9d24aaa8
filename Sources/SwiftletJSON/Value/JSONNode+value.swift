extension JSONNode {
    /// The value, copied from the document.
    public var value: JSON {
        guard word.isContainer else { return scalarValue }
        let tape = document.tape
        let end = index + word.length
        var open: [OpenContainer] = []
        var cursor = index
        while cursor < end {
            var value: JSON
            let word = tape[cursor]
            if let last = open.indices.last, open[last].expectsKey {
                open[last].key = document.string(word)
                open[last].expectsKey = false
                cursor += 1
                continue
            }
            if word.isContainer {
                let isObject = word.kind == .object
                open.append(OpenContainer(isObject: isObject, end: cursor + word.length))
                open[open.count - 1].reserve(tape[cursor + 1].childCount)
                cursor += 2
                guard word.length == 2, let empty = open.popLast() else { continue }
                value = empty.value
            } else {
                value = JSONNode(document: document, index: cursor).scalarValue
                cursor += 1
            }
            // Add the value to its container, and that to its own if it is complete.
            while true {
                guard let last = open.indices.last else { return value }
                open[last].add(value)
                guard open[last].end == cursor, let full = open.popLast() else { break }
                value = full.value
            }
        }
        return .null
    }

    private var scalarValue: JSON {
        switch word.kind {
        case .true: .bool(true)
        case .false: .bool(false)
        case .integer, .decimal: number.map(JSON.number) ?? .null
        case .string, .escapedString: .string(document.string(word))
        case .null, .array, .object: .null
        }
    }
}

/// An incomplete array or object.
private struct OpenContainer {
    let isObject: Bool
    let end: Int
    var elements: [JSON] = []
    var object = JSONObject()
    var key = ""
    var expectsKey: Bool

    init(isObject: Bool, end: Int) {
        self.isObject = isObject
        self.end = end
        expectsKey = isObject
    }

    var value: JSON { isObject ? .object(object) : .array(elements) }

    mutating func reserve(_ count: Int) {
        if isObject {
            object.reserveCapacity(count)
        } else {
            elements.reserveCapacity(count)
        }
    }

    mutating func add(_ value: JSON) {
        if isObject {
            object[key] = value
            expectsKey = true
        } else {
            elements.append(value)
        }
    }
}
