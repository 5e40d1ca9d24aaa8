/// The rows of a result, in one allocation shared by all ``SQLRow`` values.
final class RowStorage: Sendable {
    let columns: SQLColumns
    private let buffer: RowBuffer

    init(columns: SQLColumns, buffer: RowBuffer) {
        self.columns = columns
        self.buffer = buffer
    }

    var rowCount: Int { buffer.rowCount }

    /// Returns the cell at a column of the row whose first cell has the given index.
    func cell(at column: Int, ofRowFrom offset: Int) -> SQLCell {
        SQLCell(buffer.content(at: offset + column), type: columns.types[column])
    }
}
