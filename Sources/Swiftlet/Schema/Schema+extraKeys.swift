import SwiftletJSON

extension Schema {
    /// Records an error for each key that no field has, and returns whether there was one.
    func recordExtraKeys(of input: InputValue, besides tag: String?, _ validation: inout Validation) -> Bool {
        let hasSecret = holdsSecret
        var hasExtraKeys = false
        for (name, value) in extraMembers(of: input, besides: tag) {
            hasExtraKeys = true
            if validation.isFull { break }
            validation.at(.name(name)) {
                // A misspelt name may well be that of a secret.
                $0.record("extra_forbidden", "Extra inputs are not permitted", input: hasSecret ? .hidden : value.json)
            }
        }
        return hasExtraKeys
    }

    /// A model with the values of the keys that no field has, or `nil` if an error about them was recorded.
    func keepingExtraKeys(
        of input: InputValue,
        besides tag: String?,
        in root: Root?,
        _ storage: ExtraKeys<Root>.Storage,
        _ validation: inout Validation
    ) -> Root? {
        let extra = JSONObject(extraMembers(of: input, besides: tag).map { (key: $0.name, value: $0.value.json) })
        // The values are checked also where a field is invalid.
        guard let store = storage.decode(.value(.object(extra)), &validation), var root else { return nil }
        store(&root)
        return root
    }

    private func extraMembers(of input: InputValue, besides tag: String?) -> [(name: String, value: InputValue)] {
        guard let members = input.members else { return [] }
        let tag = tag.map { UTF8Key($0) }
        return members.filter { !knownKeys.contains(UTF8Key($0.name)) && UTF8Key($0.name) != tag }
    }

    /// Writes the keys that no field has; a field or a computed field of the same name is written instead.
    func encodeExtraKeys(of root: Root, _ storage: ExtraKeys<Root>.Storage, to writer: inout JSONWriter) {
        for (name, value) in storage.object(root) where !writtenKeys.contains(UTF8Key(name)) {
            writer.key(name)
            writer.value(value)
        }
    }
}
