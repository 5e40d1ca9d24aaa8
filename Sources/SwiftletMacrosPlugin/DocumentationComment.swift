import SwiftSyntax

extension DeclSyntaxProtocol {
    /// The text of the documentation comment before the declaration.
    var documentationComment: String? {
        var lines: [Substring] = []
        for piece in leadingTrivia {
            switch piece {
            case .docLineComment(let text): lines.append(text.dropFirst(3))
            case .docBlockComment(let text):
                lines += text.dropFirst(3).dropLast(2).split(separator: "\n", omittingEmptySubsequences: false)
                    .map {
                        let line = $0.drop { $0 == " " }
                        return line.hasPrefix("*") ? line.dropFirst() : line
                    }
            default: break
            }
        }
        let text = lines.map { $0.hasPrefix(" ") ? $0.dropFirst() : $0 }.joined(separator: "\n")
        let trimmed = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        return trimmed.isEmpty ? nil : String(trimmed)
    }
}
