/// A text table with columns that fit their contents.
struct Table {
    /// The alignment of a column.
    enum Alignment {
        case left
        case right
    }

    private let alignments: [Alignment]
    private(set) var widths: [Int]

    /// Creates a table.
    ///
    /// - Parameter alignments: The alignment of each column.
    init(_ alignments: [Alignment]) {
        self.alignments = alignments
        self.widths = alignments.map { _ in 0 }
    }

    /// Widens the columns to fit a row.
    mutating func fit(_ cells: [String]) {
        for (column, cell) in cells.enumerated() where column < widths.count {
            widths[column] = max(widths[column], cell.count)
        }
    }

    /// Formats a row.
    ///
    /// - Parameters:
    ///   - cells: The cells of the row.
    ///   - style: Styles a padded cell, for example with a color.
    /// - Returns: The line.
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

/// The text with each line indented.
func indented(_ text: String, by spaces: Int) -> String {
    let space = String(repeating: " ", count: spaces)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { space + $0 }.joined(separator: "\n")
}
