import SwiftletJSON

/// The metadata of the OpenAPI document: contact, license, servers, tags, and app-wide responses.
///
/// Corresponds to FastAPI's [metadata](https://fastapi.tiangolo.com/tutorial/metadata/). Title, version and description
/// are those of the ``App``. It can be declared only once.
///
/// ```swift
/// OpenAPIMetadata(
///     contact: .init(name: "Support", email: "support@example.com"),
///     license: .init("Apache 2.0", identifier: "Apache-2.0"),
///     servers: [.init("https://api.example.com")],
///     tags: [.init("articles", description: "Published articles.")]
/// )
/// ```
public struct OpenAPIMetadata: AppComponent {
    /// A short summary of the API.
    var summary: String?
    /// The URL of the terms of service.
    var termsOfService: String?
    /// The contact information.
    var contact: Contact?
    /// The license of the API.
    var license: License?
    /// The servers, listed after the stage that serves the document.
    var servers: [Server]
    /// The declared tags, in order; tags that only endpoints declare are listed after them.
    var tags: [Tag]
    /// Additional external documentation.
    var externalDocs: ExternalDocs?
    /// Responses that every endpoint may send.
    var responses: [ResponseDescription]

    /// Creates the metadata.
    ///
    /// - Parameters:
    ///   - summary: A short summary of the API.
    ///   - termsOfService: The URL of the terms of service.
    ///   - contact: The contact information.
    ///   - license: The license of the API.
    ///   - servers: The servers, listed after the stage that serves the document.
    ///   - tags: The declared tags, in order; tags that only endpoints declare are listed after them.
    ///   - externalDocs: Additional external documentation.
    ///   - responses: Responses that every endpoint may send.
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

    /// Declares the metadata; a second declaration or a duplicate tag is an ``AppError`` at startup.
    public func register(in assembly: inout AppAssembly) {
        if !assembly.description.declare(self) { assembly.report("OpenAPI metadata must be declared only once.") }
    }
}

extension OpenAPIMetadata {
    /// The contact information of the API, a [Contact Object](https://spec.openapis.org/oas/v3.1.0#contact-object).
    public struct Contact: Sendable {
        let object: JSONObject

        /// Creates a contact.
        ///
        /// - Parameters:
        ///   - name: The name of the person or organization.
        ///   - url: The URL of the contact page.
        ///   - email: The email address.
        public init(name: String? = nil, url: String? = nil, email: String? = nil) {
            self.object = JSONObject(filled: [("name", name), ("url", url), ("email", email)])
        }
    }

    /// The license of the API, a [License Object](https://spec.openapis.org/oas/v3.1.0#license-object).
    public struct License: Sendable {
        let object: JSONObject

        /// Creates a license with an optional [SPDX](https://spdx.org/licenses/) expression.
        ///
        /// - Parameters:
        ///   - name: The license's name.
        ///   - identifier: The SPDX license expression, or `nil` for none.
        public init(_ name: String, identifier: String? = nil) {
            self.object = JSONObject(filled: [("name", name), ("identifier", identifier)])
        }

        /// Creates a license with the URL of its text, which excludes an SPDX expression.
        ///
        /// - Parameters:
        ///   - name: The license's name.
        ///   - url: The URL of the license text.
        public init(_ name: String, url: String) {
            self.object = JSONObject(filled: [("name", name), ("url", url)])
        }
    }

    /// A server of the API, a [Server Object](https://spec.openapis.org/oas/v3.1.0#server-object).
    public struct Server: Sendable {
        let url: String
        let object: JSONObject

        /// Creates a server.
        ///
        /// - Parameters:
        ///   - url: The server's URL, absolute or relative to the document's.
        ///   - description: The server's description; CommonMark.
        public init(_ url: String, description: String? = nil) {
            self.url = url
            self.object = JSONObject(filled: [("url", url), ("description", description)])
        }
    }

    /// A group of operations, a [Tag Object](https://spec.openapis.org/oas/v3.1.0#tag-object).
    public struct Tag: Sendable {
        let name: String
        let object: JSONObject

        /// Creates a tag.
        ///
        /// - Parameters:
        ///   - name: The name, as used by endpoints and groups.
        ///   - description: The tag's description; CommonMark.
        ///   - externalDocs: Additional external documentation.
        public init(_ name: String, description: String? = nil, externalDocs: ExternalDocs? = nil) {
            var object = JSONObject(filled: [("name", name), ("description", description)])
            if let externalDocs { object["externalDocs"] = .object(externalDocs.object) }
            self.name = name
            self.object = object
        }
    }

    /// External documentation, an
    /// [External Documentation Object](https://spec.openapis.org/oas/v3.1.0#external-documentation-object).
    public struct ExternalDocs: Sendable {
        let object: JSONObject

        /// Creates a reference to external documentation.
        ///
        /// - Parameters:
        ///   - url: The URL of the documentation.
        ///   - description: The description; CommonMark.
        public init(_ url: String, description: String? = nil) {
            self.object = JSONObject(filled: [("description", description), ("url", url)])
        }
    }
}

extension JSONObject {
    /// Creates an object of the members that have a value.
    fileprivate init(filled members: [(name: String, value: String?)]) {
        self = [:]
        for member in members {
            if let value = member.value { self[member.name] = .string(value) }
        }
    }
}
