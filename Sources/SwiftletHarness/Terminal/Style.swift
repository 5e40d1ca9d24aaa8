/// An ANSI text style.
enum Style: String {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"

    /// The text in this style, if the stream supports colors.
    func callAsFunction(_ text: String, on stream: Console.Stream) -> String {
        stream.usesColor && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
