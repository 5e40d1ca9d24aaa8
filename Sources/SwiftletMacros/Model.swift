public import Swiftlet

/// Makes a struct a `Model`: its stored properties are the fields of its schema.
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
/// This is the same as the following schema, written by hand:
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
/// Each stored property is a field, in the order of the declarations. Its initial value is the default value, which is
/// determined once, when the schema is made. Static properties, computed properties and constants with a value are ignored,
/// unless they are marked with ``Computed()``, ``Check(_:at:)`` or ``Extra()``. `@Rule`, ``Key(_:aliases:)`` and
/// ``Describe(_:title:examples:isDeprecated:)`` add to a field.
///
/// Keys are in snake case: `isActive` is read and written as `is_active`, `userID` as `user_id`, `URLPath` as `url_path`. Digits
/// belong to the word before them, as in `address2` and `sha256_sum`.
///
/// If the struct declares an initializer, but not the memberwise one, the macro adds that. The schema of a generic struct is
/// made once for each type that it is specialized for.
///
/// - Parameters:
///   - name: the model's name in the documentation; that of the type if `nil`.
///   - description: what the model is, for the documentation.
///   - naming: how keys are made from the names of the properties. A rule of your own, other than those that `FieldNaming`
///     declares, excludes ``Key(_:aliases:)`` with a key.
///   - extraKeys: handling of keys that the model does not declare: `.ignored` or `.forbidden`. To keep them, use ``Extra()``.
///   - describesFromComments: whether documentation comments are descriptions, of the model and of its fields.
@attached(extension, conformances: Model, Sendable, names: named(schema))
@attached(member, names: named(init))
public macro Model(
    name: String? = nil,
    description: String? = nil,
    naming: FieldNaming = .snakeCase,
    extraKeys: ExtraKeys<Never> = .ignored,
    describesFromComments: Bool = false
) = #externalMacro(module: "SwiftletMacrosPlugin", type: "ModelMacro")
