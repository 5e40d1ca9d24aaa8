public import Swiftlet

/// Conforms a struct to `Model` and generates its schema, in which each stored property is a field.
///
/// ```swift
/// @Model
/// struct UserCreate {
///     var email: EmailAddress
///     @Rule(.length(2...100)) var name: String
///     var isActive = true
///     @Rule(.length(8...128)) var password: Secret<String>
/// }
/// ```
///
/// This is equivalent to the following model:
///
/// ```swift
/// struct UserCreate: Model {
///     var email: EmailAddress
///     var name: String
///     var isActive = true
///     var password: Secret<String>
///
///     static let schema = Schema(
///         UserCreate.init,
///         Field("email", \.email),
///         Field("name", \.name, .length(2...100)),
///         Field("is_active", \.isActive, default: true),
///         Field("password", \.password, .length(8...128))
///     )
/// }
/// ```
///
/// The fields are in the order of declaration. The initial value of a property is the default value of the field; it is
/// evaluated once, when the schema is created. Static properties, computed properties and constants with a value are ignored,
/// unless they are marked with ``Computed()`` or ``Check(_:at:)``; a property can have both. `@Rule`, ``Key(_:aliases:)`` and
/// ``Describe(_:title:examples:isDeprecated:)`` configure a field. ``Extra()`` marks a property that is not a field.
///
/// Keys are in snake case by default: `isActive` becomes `is_active`, `userID` becomes `user_id`, and `URLPath` becomes
/// `url_path`. Digits belong to the preceding word, as in `address2` and `sha256_sum`.
///
/// If the struct declares initializers, but no memberwise initializer, the macro adds one. A declared initializer is used if its
/// parameters have the labels and, as written, the types of the properties, and it is not failable, throwing or asynchronous.
/// The schema of a generic struct is created once for each specialization.
///
/// Properties that are part of the schema cannot be in `#if` blocks.
///
/// - Parameters:
///   - name: The model's name in the documentation; the name of the type if `nil`.
///   - description: The model's description in the documentation.
///   - naming: The naming strategy for the fields. With a custom strategy, ``Key(_:aliases:)`` cannot set a key.
///   - extraKeys: How extra keys are handled: `.ignored` or `.forbidden`. To store them, use ``Extra()``.
///   - describesFromComments: Whether documentation comments are the descriptions of the model and its fields.
@attached(extension, conformances: Model, Sendable, names: named(schema))
@attached(member, names: named(init))
public macro Model(
    name: String? = nil,
    description: String? = nil,
    naming: FieldNaming = .snakeCase,
    extraKeys: ExtraKeys<Never> = .ignored,
    describesFromComments: Bool = false
) = #externalMacro(module: "SwiftletMacrosPlugin", type: "ModelMacro")
