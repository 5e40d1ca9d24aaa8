/// An input is invalid; its validation errors have been recorded.
struct InvalidInput: Error {}
