import Swiftlet
import SwiftletMacros

/// The examples in the reference of inputs.
enum InputExamples {
    @Model
    struct Account {
        var number: String
    }

    @Model
    struct ContactForm {
        var email: EmailAddress
        var message: String
        var attachments: [UploadedFile] = []
    }

    static func endpoints() -> [Endpoint] {
        let readItem = Endpoint(.get, "/items/{id}", Path("id", Int.self, .ge(1))) { id in
            "Item \(id)"
        }

        let search = Endpoint(
            .get,
            "/search",
            Query("q", String.self),
            Query("page", Int.self, .range(1...1_000_000), default: 1)
        ) {
            "Page \($1) of the results for \($0)"
        }

        let language = Endpoint(.get, "/language", Header("accept-language", String?.self)) { language in
            language ?? "en"
        }

        let session = Endpoint(.get, "/session", Cookie("session", String?.self)) { session in
            session == nil ? "A new visitor" : "A known visitor"
        }

        let transfer = Endpoint(.post, "/transfers", Body("source", Account.self), Body("target", Account.self)) {
            "From \($0.number) to \($1.number)"
        }

        let contact = Endpoint(.post, "/contact", Form(ContactForm.self)) { form in
            "\(form.attachments.count) files from \(form.email)"
        }

        let subscribe = Endpoint(.post, "/subscriptions", FormField("email", EmailAddress.self)) { email in
            "Subscribed \(email)"
        }

        let avatar = Endpoint(.put, "/avatar", File("avatar")) { file in
            "\(file.filename) has \(file.bytes.count) bytes"
        }

        let photos = Endpoint(.post, "/photos", Files("photos")) { files in
            "\(files.count) photos"
        }

        let client = Endpoint(.get, "/client", RequestInfo()) { request in
            "\(request.clientAddress ?? "unknown") with \(request.header(.userAgent) ?? "no user agent")"
        }

        let trace = Endpoint(.get, "/trace", Invocation()) { context in
            context.logger.info("Tracing a request")
            return context.requestID
        }
        return [
            readItem, search, language, session, transfer, contact, subscribe, avatar, photos, client, trace,
        ]
    }
}
