extension JSONError {
    /// The message that Python's `json.JSONDecodeError` carries for the same text, such as `Expecting value`.
    ///
    /// FastAPI includes it in the `ctx` of a `json_invalid` validation error. For input that Python accepts but this parser
    /// rejects (lone surrogates, `NaN`), it is Python's message for similar input. For malformed UTF-8 it is the message of
    /// Python's `UnicodeDecodeError`.
    package var pythonMessage: String { python.message }

    /// The position that Python's `json.JSONDecodeError` carries for the same text, in Unicode scalars from 0.
    ///
    /// It differs from `offset` in its unit, and points to the start of strings, literals and numbers.
    package var characterOffset: Int { python.characterOffset }
}
