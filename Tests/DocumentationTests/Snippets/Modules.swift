import Swiftlet
import SwiftletCompression
import SwiftletIO

let httpClient = Dependency(.perProcess, name: "httpClient") { HTTPClient() }

let exchangeRate = Endpoint(
    .get,
    "/rates/{currency}",
    Path("currency", String.self, .pattern("^[A-Z]{3}$")),
    Inject(httpClient)
) { currency, client -> Double in
    let request = HTTPClientRequest(url: "https://rates.example.com/\(currency)", timeout: .seconds(5))
    let response = try await client.send(request)
    guard response.status == .ok, let rate = try JSON(parsing: response.body)["rate"]?.double else {
        throw HTTPError(.badGateway, "No exchange rate")
    }
    return rate
}

let checksums = WorkerThread(name: "checksums")

func checksum(of bytes: [UInt8]) async throws -> Int {
    try await checksums.run { bytes.reduce(0) { $0 &+ Int($1) } }
}

func ratesApp() -> App {
    App(title: "Rates", version: "1.0.0") {
        Compression(minimumBytes: 256)
        EntityTag()
        exchangeRate
    }
}

func messageID(of event: [UInt8]) throws -> String? {
    let document = try JSONDocument(parsing: event)
    return document.root["Records"]?[0]?["messageId"]?.string
}

func total(of event: [UInt8]) throws -> [UInt8] {
    let order = try JSON(parsing: event)
    let prices = order["items"]?.array?.compactMap { $0["price"]?.int } ?? []
    let result: JSON = ["id": order["id"] ?? .null, "total": .integer(prices.reduce(0, +))]
    return result.serialized()
}
