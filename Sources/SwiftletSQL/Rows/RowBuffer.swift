/// The cells of many rows in two flat arrays: two allocations per result instead of one per cell.
struct RowBuffer: Sendable {
    enum Cell: Sendable {
        case null
        case integer(Int64)
        case real(Double)
        case text(start: UInt32, count: UInt32)
        case blob(start: UInt32, count: UInt32)
    }

    private(set) var cells: [Cell] = []
    private(set) var bytes: [UInt8] = []
    private(set) var rowCount = 0

    init() {}

    /// Creates a buffer of texts whose number and total length are known.
    ///
    /// - Throws: ``SQLError`` with the code `insufficientResources` for more than 4 GB.
    init(
        rowCount: Int,
        cellCount: Int,
        byteCount: Int,
        _ write: (inout TextWriter) -> Void
    ) throws(SQLError) {
        guard byteCount <= UInt32.max else { throw Self.tooLarge }
        var cells: [Cell] = []
        // Never with zero capacity: the library would write a count into the empty array that all threads share.
        bytes = unsafe [UInt8](unsafeUninitializedCapacity: max(1, byteCount)) { bytes, initializedBytes in
            cells = unsafe [Cell](unsafeUninitializedCapacity: max(1, cellCount)) { cells, initializedCells in
                var writer = unsafe TextWriter(cells: cells, bytes: UnsafeMutableRawBufferPointer(bytes))
                write(&writer)
                (initializedCells, initializedBytes) = (writer.cellCount, writer.byteCount)
            }
        }
        self.cells = cells
        self.rowCount = rowCount
    }

    /// Writes cells into a buffer of fixed capacity.
    @safe struct TextWriter {
        private let cells: UnsafeMutableBufferPointer<Cell>
        private let bytes: UnsafeMutableRawBufferPointer
        fileprivate private(set) var cellCount = 0
        fileprivate private(set) var byteCount = 0

        fileprivate init(cells: UnsafeMutableBufferPointer<Cell>, bytes: UnsafeMutableRawBufferPointer) {
            unsafe self.cells = unsafe cells
            unsafe self.bytes = unsafe bytes
        }

        /// Appends a text or a null.
        ///
        /// Traps if the capacity is exceeded.
        @inline(__always)
        mutating func append(_ text: UnsafeRawBufferPointer?) {
            var cell = Cell.null
            if let text = unsafe text {
                let end = byteCount + text.count
                unsafe precondition(end <= bytes.count)
                if let target = unsafe bytes.baseAddress, let source = text.baseAddress {
                    unsafe (target + byteCount).copyMemory(from: source, byteCount: text.count)
                }
                cell = .text(start: UInt32(byteCount), count: UInt32(end - byteCount))
                byteCount = end
            }
            unsafe precondition(cellCount < cells.count)
            unsafe cells.initializeElement(at: cellCount, to: cell)
            cellCount += 1
        }
    }

    mutating func appendNull() {
        cells.append(.null)
    }

    mutating func append(_ value: Int64) {
        cells.append(.integer(value))
    }

    mutating func append(_ value: Double) {
        cells.append(.real(value))
    }

    mutating func appendText(_ span: RawSpan) throws(SQLError) {
        let start = try reserveRange(span.byteCount)
        append(span)
        cells.append(.text(start: start, count: UInt32(span.byteCount)))
    }

    mutating func appendBlob(_ span: RawSpan) throws(SQLError) {
        let start = try reserveRange(span.byteCount)
        append(span)
        cells.append(.blob(start: start, count: UInt32(span.byteCount)))
    }

    private mutating func append(_ span: RawSpan) {
        // As the array's own element type, which is copied in bulk.
        unsafe span.withUnsafeBytes { unsafe bytes.append(contentsOf: $0.bindMemory(to: UInt8.self)) }
    }

    mutating func finishRow() {
        rowCount += 1
    }

    private func reserveRange(_ count: Int) throws(SQLError) -> UInt32 {
        guard bytes.count + count <= UInt32.max else {
            throw Self.tooLarge
        }
        return UInt32(bytes.count)
    }

    private static let tooLarge = SQLError(.insufficientResources, "The result is larger than 4 GB: stream it.")

    func content(at index: Int) -> SQLCell.Content {
        switch cells[index] {
        case .null: .null
        case .integer(let value): .integer(value)
        case .real(let value): .real(value)
        case .text(let start, let count): .text(bytes[Int(start)..<Int(start) + Int(count)])
        case .blob(let start, let count): .blob(bytes[Int(start)..<Int(start) + Int(count)])
        }
    }
}
