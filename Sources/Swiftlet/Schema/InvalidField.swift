/// Signals that a field has no value; the reason has already been recorded.
struct InvalidField: Error {}
