extension JSONWriter {
    /// Writes a value, without recursion.
    public mutating func value(_ value: JSON) {
        var open: [OpenValue] = []
        write(value, &open)
        while let last = open.indices.last {
            switch open[last] {
            case .array(var elements):
                guard let element = elements.next() else {
                    open.removeLast()
                    endArray()
                    continue
                }
                open[last] = .array(elements)
                write(element, &open)
            case .object(var members):
                guard let member = members.next() else {
                    open.removeLast()
                    endObject()
                    continue
                }
                open[last] = .object(members)
                key(member.key)
                write(member.value, &open)
            }
        }
    }

    private mutating func write(_ value: JSON, _ open: inout [OpenValue]) {
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .number(let value): number(value)
        case .string(let value): string(value)
        case .array(let elements):
            beginArray()
            open.append(.array(elements.makeIterator()))
        case .object(let object):
            beginObject()
            open.append(.object(object.entries.makeIterator()))
        }
    }

    /// Writes a node of a document: literals and strings unchanged, with the whitespace of this writer.
    ///
    /// Duplicate keys are preserved.
    public mutating func node(_ node: JSONNode) {
        let document = node.document
        let tape = document.tape
        var open: [(end: Int, isObject: Bool)] = []
        var expectsKey = false
        var cursor = node.index
        repeat {
            let word = tape[cursor]
            if expectsKey {
                beforeValue()
                bytes.append(contentsOf: JSONNode(document: document, index: cursor).rawBytes)
                afterKey()
                expectsKey = false
                cursor += 1
                continue
            }
            if word.isContainer {
                let isObject = word.kind == .object
                isObject ? beginObject() : beginArray()
                open.append((cursor + word.length, isObject))
                expectsKey = isObject
                cursor += 2
            } else {
                raw(JSONNode(document: document, index: cursor).rawBytes)
                cursor += 1
            }
            while let last = open.last, last.end == cursor {
                last.isObject ? endObject() : endArray()
                open.removeLast()
            }
            expectsKey = open.last?.isObject ?? false
        } while !open.isEmpty
    }
}

/// The remaining children of an array or object.
private enum OpenValue {
    case array(IndexingIterator<[JSON]>)
    case object(IndexingIterator<[JSONObject.Entry]>)
}
