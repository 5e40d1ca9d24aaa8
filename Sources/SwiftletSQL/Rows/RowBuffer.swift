/// The cells of many rows in two flat arrays, so that a result costs two allocations and not one per cell.
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

    /// Makes room for so many more.
    mutating func reserve(cells cellCount: Int, bytes byteCount: Int) {
        cells.reserveCapacity(cells.count + cellCount)
        bytes.reserveCapacity(bytes.count + byteCount)
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
        // As a buffer of the array's own element, which is copied as a whole.
        unsafe span.withUnsafeBytes { unsafe bytes.append(contentsOf: $0.bindMemory(to: UInt8.self)) }
    }

    mutating func finishRow() {
        rowCount += 1
    }

    private func reserveRange(_ count: Int) throws(SQLError) -> UInt32 {
        guard bytes.count + count <= UInt32.max else {
            throw SQLError(.insufficientResources, "The result is larger than 4 GB: stream it.")
        }
        return UInt32(bytes.count)
    }

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
