/// A request was not received in time.
struct RequestTimeout: Error {}
