// Of duplicate keys the last one counts, as in `JSONDocument.member(of:named:)` for a single key.
extension JSONNode {
    /// Each key once with its last value, or `nil` if there are no duplicate keys.
    func resolvedMembers() -> [(key: Int, value: Int)]? {
        count <= 16 ? resolvedByComparison() : resolvedByHash()
    }

    private func memberIndices() -> [(key: Int, value: Int)] {
        var result: [(key: Int, value: Int)] = []
        result.reserveCapacity(count)
        var cursor = index + 2
        let end = index + word.length
        while cursor < end {
            result.append((cursor, cursor + 1))
            cursor += 1 + document.tape[cursor + 1].width
        }
        return result
    }

    private func resolvedByComparison() -> [(key: Int, value: Int)]? {
        let tape = document.tape
        let end = index + word.length
        var hasDuplicates = false
        var cursor = index + 2
        scan: while cursor < end {
            var other = cursor + 1 + tape[cursor + 1].width
            while other < end {
                if sameKey(tape[cursor], tape[other]) {
                    hasDuplicates = true
                    break scan
                }
                other += 1 + tape[other + 1].width
            }
            cursor += 1 + tape[cursor + 1].width
        }
        guard hasDuplicates else { return nil }
        var result: [(key: Int, value: Int)] = []
        for (key, value) in memberIndices() {
            if let first = result.firstIndex(where: { sameKey(document.tape[$0.key], document.tape[key]) }) {
                result[first].value = value
            } else {
                result.append((key, value))
            }
        }
        return result
    }

    private func sameKey(_ first: TapeWord, _ second: TapeWord) -> Bool {
        if first.kind == .string {
            let bytes = document.bytes
            return document.string(second, equals: bytes.span.extracting(first.offset..<first.offset + first.length))
        }
        if second.kind == .string { return sameKey(second, first) }
        return document.string(first).utf8.elementsEqual(document.string(second).utf8)
    }

    private func resolvedByHash() -> [(key: Int, value: Int)]? {
        var result: [(key: Int, value: Int)] = []
        result.reserveCapacity(count)
        var index = KeyIndex(minimumCapacity: count)
        var hasDuplicates = false
        for (key, value) in memberIndices() {
            let name = document.string(document.tape[key])
            let slot = index.slot(of: name) { position in
                document.string(document.tape[result[position].key], equals: name.utf8Span.span)
            }
            if let position = index[slot] {
                result[position].value = value
                hasDuplicates = true
            } else {
                index.insert(result.count, at: slot)
                result.append((key, value))
            }
        }
        return hasDuplicates ? result : nil
    }
}
