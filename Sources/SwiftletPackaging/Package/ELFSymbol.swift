/// A symbol that a file defines or imports.
struct ELFSymbol: Sendable, Hashable {
    let name: String
    /// The version of a defined symbol; `nil` for an unversioned or undefined symbol.
    let version: String?
    /// Whether the file defines the symbol.
    let isDefined: Bool
    /// Whether the symbol is data rather than a function.
    let isData: Bool
    /// The size of the data in bytes.
    let size: Int
}
