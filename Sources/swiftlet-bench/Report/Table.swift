import SwiftletJSON

/// A table of results: a title, columns, rows and notes.
struct Table {
    let title: String
    let columns: [String]
    private var rows: [[String]] = []
    private var notes: [String] = []

    init(_ title: String, _ columns: [String]) {
        self.title = title
        self.columns = columns
    }

    /// Creates a table for a skipped measurement.
    static func skipped(_ title: String, because reason: String) -> Table {
        var table = Table(title, ["skipped"])
        table.add(reason)
        return table
    }

    mutating func add(_ row: String...) {
        rows.append(row)
    }

    mutating func add(_ row: [String]) {
        rows.append(row)
    }

    mutating func note(_ text: String) {
        notes.append(text)
    }

    /// The table as text: the first column left-aligned, the others right-aligned.
    var text: String {
        let widths = columns.indices.map { column in
            ([columns] + rows).map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        func line(_ cells: [String]) -> String {
            zip(cells, widths).enumerated()
                .map { index, cell in
                    let padding = String(repeating: " ", count: cell.1 - cell.0.count)
                    return index == 0 ? cell.0 + padding : padding + cell.0
                }
                .joined(separator: "  ")
        }
        let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
        let lines = [title, "", line(columns), rule] + rows.map(line)
        return (lines + notes.map { "  " + $0 }).joined(separator: "\n") + "\n"
    }

    /// The table as JSON: each row is an object by column.
    var json: JSON {
        let rows = rows.map { row in
            JSON.object(JSONObject(zip(columns, row).map { (key: $0, value: JSON.string($1)) }))
        }
        return [
            "title": .string(title),
            "rows": .array(rows),
            "notes": .array(notes.map(JSON.string)),
        ]
    }
}
