import SwiftletJSON

/// The metadata of the OpenAPI document: contact, license, servers, tags, and responses of every endpoint.
///
/// The counterpart of FastAPI's [metadata](https://fastapi.tiangolo.com/tutorial/metadata/). Title, version and description
/// are those of the ``App``. It is declared once.
///
/// ```swift
/// App(title: "Items", version: "1.0.0") {
///     OpenAPIMetadata(
///         contact: .init(name: "Support", email: "support@example.com"),
///         license: .init("MIT", identifier: "MIT"),
///         servers: [.init("https://api.example.com", description: "Production")],
///         tags: [.init("items", description: "What can be ordered.")]
///     )
///     Routes("/items", tags: ["items"]) { … }
///     OpenAPIRoutes()
/// }
/// ```
public struct OpenAPIMetadata: AppComponent {
    /// A short summary of the API.
    public var summary: String?
    /// The URL of the terms of service.
    public var termsOfService: String?
    /// Whom to contact.
    public var contact: Contact?
    /// The license of the API.
    public var license: License?
    /// The servers, after the stage that the document itself is served from.
    public var servers: [Server]
    /// The tags in the order in which they are listed, before those that only endpoints name.
    public var tags: [Tag]
    /// Further documentation of the API.
    public var externalDocs: ExternalDocs?
    /// Responses that every endpoint may send.
    public var responses: [ResponseDescription]

    /// Creates the metadata.
    ///
    /// - Parameters:
    ///   - summary: a short summary of the API.
    ///   - termsOfService: the URL of the terms of service.
    ///   - contact: whom to contact.
    ///   - license: the license of the API.
    ///   - servers: the servers, after the stage that the document itself is served from.
    ///   - tags: the tags in the order in which they are listed, before those that only endpoints name.
    ///   - externalDocs: further documentation of the API.
    ///   - responses: responses that every endpoint may send.
    public init(
        summary: String? = nil,
        termsOfService: String? = nil,
        contact: Contact? = nil,
        license: License? = nil,
        servers: [Server] = [],
        tags: [Tag] = [],
        externalDocs: ExternalDocs? = nil,
        responses: [ResponseDescription] = []
    ) {
        self.summary = summary
        self.termsOfService = termsOfService
        self.contact = contact
        self.license = license
        self.servers = servers
        self.tags = tags
        self.externalDocs = externalDocs
        self.responses = responses
    }

    /// False.
    public static var isMiddleware: Bool { false }

    /// Declares the metadata; a second declaration, and a tag that is declared twice, are an ``AppError`` at start.
    public func register(in assembly: inout AppAssembly) {
        if !assembly.description.declare(self) { assembly.report("The OpenAPI metadata of the app is declared twice.") }
    }
}

extension OpenAPIMetadata {
    /// Whom to contact about the API: the [Contact Object](https://spec.openapis.org/oas/v3.1.0#contact-object).
    public struct Contact: Sendable {
        let object: JSONObject

        /// Creates a contact.
        ///
        /// - Parameters:
        ///   - name: the name of the person or organization.
        ///   - url: the URL of its page.
        ///   - email: its e-mail address.
        public init(name: String? = nil, url: String? = nil, email: String? = nil) {
            self.object = JSONObject(filled: [("name", name), ("url", url), ("email", email)])
        }
    }

    /// The license of the API: the [License Object](https://spec.openapis.org/oas/v3.1.0#license-object).
    public struct License: Sendable {
        let object: JSONObject

        /// Creates a license with an [SPDX](https://spdx.org/licenses/) expression.
        ///
        /// - Parameters:
        ///   - name: the license's name.
        ///   - identifier: its SPDX expression, or `nil` for none.
        public init(_ name: String, identifier: String? = nil) {
            self.object = JSONObject(filled: [("name", name), ("identifier", identifier)])
        }

        /// Creates a license with the URL of its text, which excludes an SPDX expression.
        ///
        /// - Parameters:
        ///   - name: the license's name.
        ///   - url: the URL of its text.
        public init(_ name: String, url: String) {
            self.object = JSONObject(filled: [("name", name), ("url", url)])
        }
    }

    /// A server of the API: the [Server Object](https://spec.openapis.org/oas/v3.1.0#server-object).
    public struct Server: Sendable {
        let url: String
        let object: JSONObject

        /// Creates a server.
        ///
        /// - Parameters:
        ///   - url: its URL: absolute, or relative to the document's.
        ///   - description: what it is for; CommonMark.
        public init(_ url: String, description: String? = nil) {
            self.url = url
            self.object = JSONObject(filled: [("url", url), ("description", description)])
        }
    }

    /// A group of operations: the [Tag Object](https://spec.openapis.org/oas/v3.1.0#tag-object).
    public struct Tag: Sendable {
        let name: String
        let object: JSONObject

        /// Creates a tag.
        ///
        /// - Parameters:
        ///   - name: its name, as endpoints and groups have it.
        ///   - description: what it is about; CommonMark.
        ///   - externalDocs: further documentation of it.
        public init(_ name: String, description: String? = nil, externalDocs: ExternalDocs? = nil) {
            var object = JSONObject(filled: [("name", name), ("description", description)])
            if let externalDocs { object["externalDocs"] = .object(externalDocs.object) }
            self.name = name
            self.object = object
        }
    }

    /// Documentation elsewhere: the
    /// [External Documentation Object](https://spec.openapis.org/oas/v3.1.0#external-documentation-object).
    public struct ExternalDocs: Sendable {
        let object: JSONObject

        /// Creates a reference to documentation.
        ///
        /// - Parameters:
        ///   - url: its URL.
        ///   - description: what it is about; CommonMark.
        public init(_ url: String, description: String? = nil) {
            self.object = JSONObject(filled: [("description", description), ("url", url)])
        }
    }
}

extension JSONObject {
    /// An object of the members that have a value.
    fileprivate init(filled members: [(name: String, value: String?)]) {
        self = [:]
        for member in members {
            if let value = member.value { self[member.name] = .string(value) }
        }
    }
}
