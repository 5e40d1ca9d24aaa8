/// Rows of text in columns as wide as they need to be.
struct Table {
    /// On which side a column's texts begin.
    enum Alignment {
        case left
        case right
    }

    private let alignments: [Alignment]
    private(set) var widths: [Int]

    /// Creates a table.
    ///
    /// - Parameter alignments: one for each column.
    init(_ alignments: [Alignment]) {
        self.alignments = alignments
        self.widths = alignments.map { _ in 0 }
    }

    /// Makes the columns wide enough for a row.
    mutating func fit(_ cells: [String]) {
        for (column, cell) in cells.enumerated() where column < widths.count {
            widths[column] = max(widths[column], cell.count)
        }
    }

    /// One line.
    ///
    /// - Parameters:
    ///   - cells: the texts.
    ///   - style: changes a text that already has its width, such as by a colour.
    /// - Returns: the line.
    func line(_ cells: [String], style: (_ column: Int, _ text: String) -> String = { $1 }) -> String {
        var line = ""
        for (column, cell) in cells.enumerated() where column < widths.count {
            let space = String(repeating: " ", count: max(0, widths[column] - cell.count))
            let isLast = column == cells.count - 1
            let padded = alignments[column] == .right ? space + cell : isLast ? cell : cell + space
            line += (column > 0 ? "  " : "") + style(column, padded)
        }
        return line
    }
}

/// The text with each line moved to the right.
func indented(_ text: String, by spaces: Int) -> String {
    let space = String(repeating: " ", count: spaces)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { space + $0 }.joined(separator: "\n")
}
