import Foundation
import FoundationXML

/// Parses an XML document to check that it is well-formed, and to inspect it.
final class XMLProbe: NSObject, XMLParserDelegate {
    private var elements: [(name: String, attributes: [String: String])] = []

    struct Malformed: Error {}

    init(_ text: String) throws {
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        guard parser.parse() else { throw parser.parserError ?? Malformed() }
    }

    func count(_ name: String) -> Int { elements.count { $0.name == name } }

    func attributes(of name: String) -> [String: String] {
        elements.first { $0.name == name }?.attributes ?? [:]
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements.append((name, attributes))
    }
}
