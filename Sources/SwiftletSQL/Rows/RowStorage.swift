/// The rows of one result, in one allocation that all who hold some of them share.
final class RowStorage: Sendable {
    let columns: SQLColumns
    private let buffer: RowBuffer

    init(columns: SQLColumns, buffer: RowBuffer) {
        self.columns = columns
        self.buffer = buffer
    }

    var rowCount: Int { buffer.rowCount }

    /// The cell at a column of the row whose first cell has this index.
    func cell(at column: Int, ofRowFrom offset: Int) -> SQLCell {
        SQLCell(buffer.content(at: offset + column), type: columns.types[column])
    }
}
